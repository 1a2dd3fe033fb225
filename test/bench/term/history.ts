import { Agent } from 'node:http'
import type { Draft, Fact } from '../../../core/facts/fact.ts'
import { dayOf } from '../../../core/school/day.ts'
import { type DeviceByHttp, deliverBatch, enrolDevice, firstPull, packed, pupilsIn } from '../hub-by-http.ts'

const days = 40
const questions = 10
const dayMs = 86_400_000
const factsInBatch = 1_000

/**
 * Delivers what a class of 40 does in forty days to a hub: the register, homework of ten questions answered, handed in,
 * marked and given back, but for yesterday's, which waits for its teacher.
 *
 * @param county of `countyOfSixtyLessons`, as this hub has it
 * @returns how many facts of it a classroom's projector receives
 */
export async function deliverTerm(port: number): Promise<number> {
  const hub = { port, agent: new Agent({ keepAlive: true }) }
  try {
    const teacher = await enrolDevice(hub, '100005')
    const tablet = await enrolDevice(hub, '100002')
    const known = await firstPull(hub, teacher)
    const plan = known.flatMap(({ kind, body }) => {
      const course = body as { class?: string; plan?: { package: string; manifest: string }[] } // of any kind
      return kind === 'course.planned' && course.class === 'qingshan-3' ? (course.plan ?? []) : []
    })
    const pupils = pupilsIn(await firstPull(hub, tablet))
    const [byTeacher, byTablet, back] = [new Deliverable(teacher), new Deliverable(tablet), new Deliverable(teacher)]
    const host = teacher.place.person ?? ''
    for (let n = days; n > 0; n--) {
      const morning = Date.now() - n * dayMs
      const day = dayOf(morning)
      const lesson = `qingshan-3.${day.replaceAll('-', '')}.3`
      const about = { class: 'qingshan-3', assignment: `term-${n}` }
      const { package: lessonPackage, manifest } = plan[n % plan.length] ?? {}
      const ids = Array.from({ length: questions }, (_, q) => `q${q + 1}`)
      const words = { subject: '语文', title: `第 ${n} 天`, minutes: 10, written: false, day, due: day, lesson }
      byTeacher.add(morning, host, {
        kind: 'homework.set',
        body: { ...about, ...words, package: lessonPackage, manifest, questions: ids },
      })
      for (const pupil of pupils) {
        byTeacher.add(morning, host, { kind: 'attendance.marked', body: { lesson, pupil, status: 'present' } })
        for (const question of ids) {
          const body = { ...about, pupils: [pupil], question, answer: question.length % 4 }
          byTablet.add(morning, pupil, { kind: 'homework.answered', body })
        }
        byTablet.add(morning, pupil, { kind: 'homework.handed', body: { ...about, pupils: [pupil] } })
        if (n === 1) continue
        back.add(morning, host, { kind: 'homework.marked', body: { ...about, pupil, grade: 'good', wrong: [] } })
        back.add(morning, host, { kind: 'homework.returned', body: { ...about, pupil, correct: false } })
      }
    }
    await byTeacher.deliver(hub)
    await byTablet.deliver(hub)
    await back.deliver(hub, byTeacher.facts.length)
    return byTeacher.facts.length + byTablet.facts.length + back.facts.length
  } finally {
    hub.agent.destroy()
  }
}

class Deliverable {
  readonly facts: Fact[] = []

  constructor(private readonly recorder: DeviceByHttp) {}

  add(at: number, by: string, draft: Draft): void {
    const seq = this.facts.length + 1
    this.facts.push({ device: this.recorder.device, seq, at: at + seq, by: by as Fact['by'], ...draft }) // the hub's own names
  }

  /** @param after how many facts this device has delivered before these */
  async deliver(hub: { port: number; agent: Agent }, after = 0): Promise<void> {
    const numbered = this.facts.map((fact) => ({ ...fact, seq: fact.seq + after }))
    for (let from = 0; from < numbered.length; from += factsInBatch) {
      const batch = numbered.slice(from, from + factsInBatch)
      await deliverBatch(hub, this.recorder.token, packed(batch), after + from + batch.length)
    }
  }
}
