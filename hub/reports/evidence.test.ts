import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Draft } from '../../core/facts/fact.ts'
import type { PersonId } from '../../core/facts/ids.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { cancellationWithdrawn } from '../../core/facts/kinds/cancellation-withdrawn.ts'
import { homeworkHanded } from '../../core/facts/kinds/homework-handed.ts'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { homeworkSet } from '../../core/facts/kinds/homework-set.ts'
import { homeworkWithdrawn } from '../../core/facts/kinds/homework-withdrawn.ts'
import { lessonAdded } from '../../core/facts/kinds/lesson-added.ts'
import { lessonCancelled } from '../../core/facts/kinds/lesson-cancelled.ts'
import { lessonClosed } from '../../core/facts/kinds/lesson-closed.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { type EvidencePart, evidenceOf, rangesOf } from '../../core/reports/evidence.ts'
import { momentOf } from '../../core/school/day.ts'
import { tries } from '../../test/databases/test-database.ts'
import {
  id,
  openSmallCounty,
  people,
  type TestDevice,
  type TestHub,
  three,
  tuesday,
} from '../../test/hubs/small-county.ts'
import { rowsIn } from '../facts/rows.ts'
import { countEvidence } from './count.ts'
import { countyReport } from './county.ts'
import { readCounty } from './reading.ts'
import { coursesBehind, lessonsBehind, workBehind } from './rows-behind.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty(momentOf(id.day('2026-08-31'), '08:00'))
})
afterEach(() => hub.close())

const lessons = ['three.20260901.1', 'three.20260907.2', 'three.20260908.1', 'three.20260907.extra'].map(id.lesson)
const lesson = fc.constantFrom(...lessons)
const pupil = fc.constantFrom(people.ann, people.bo)
const assignment = fc.constantFrom('a1', 'a2').map(id.assignment)

const set = (one: ReturnType<typeof id.assignment>, day: string) =>
  homeworkSet({
    ...{ assignment: one, class: three, subject: '音乐', title: '唱一唱', package: id.package('songs') },
    ...{ manifest: id.blob('a'), questions: [id.question('q1')], minutes: 10, written: false },
    ...{ day: id.day(day), due: id.day('2026-09-14') },
  })

/** What people do in class `three`, at which device, in whose name. */
const deed = fc.oneof(
  lesson.map((of) => ['panel', '', lessonOpened({ lesson: of })] as const),
  lesson.map((of) => ['panel', '', lessonClosed({ lesson: of })] as const),
  fc
    .tuple(lesson, pupil, fc.constantFrom('present' as const, 'late' as const, 'absent' as const))
    .map(([of, who, status]) => ['panel', people.aide, attendanceMarked({ lesson: of, pupil: who, status })] as const),
  lesson.map((of) => ['own', people.teacher, lessonCancelled({ lesson: of, reason: 'power' })] as const),
  lesson.map((of) => ['own', people.teacher, cancellationWithdrawn({ lesson: of })] as const),
  fc.constant([
    'panel',
    '',
    lessonAdded({ lesson: id.lesson('three.20260907.extra'), subject: '音乐', start: '15:10', minutes: 40 }),
  ] as const),
  fc
    .tuple(assignment, fc.constantFrom('2026-09-01', '2026-09-07'))
    .map(([of, day]) => ['own', people.teacher, set(of, day)] as const),
  assignment.map((of) => ['own', people.teacher, homeworkWithdrawn({ class: three, assignment: of })] as const),
  fc
    .tuple(assignment, pupil)
    .map(([of, who]) => ['tablet', who, homeworkHanded({ class: three, assignment: of, pupils: [who] })] as const),
  fc
    .tuple(assignment, pupil)
    .map(
      ([of, who]) =>
        [
          'own',
          people.teacher,
          homeworkMarked({ class: three, assignment: of, pupil: who, grade: 'good', wrong: [] }),
        ] as const,
    ),
)

/** A device comes back with so many of its deeds, or the office looks at its page. */
const step = fc.oneof(
  fc.record({ is: fc.constant('deed' as const), deed, minutes: fc.nat(60) }),
  fc.record({ is: fc.constant('deliver' as const), place: fc.constantFrom('panel', 'own', 'tablet') }),
  fc.record({ is: fc.constant('look' as const) }),
)

test('what was counted before is always what is counted anew, whatever comes late, is called off or corrected', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      run += 1
      const devices: Record<string, TestDevice> = {}
      for (const place of ['panel', 'own', 'tablet']) devices[place] = await hub.device(place, `${place}-${run}`)
      hub.clock.now = momentOf(id.day('2026-09-07'), '08:00')
      for (const one of steps) {
        if (one.is === 'look') await look()
        else if (one.is === 'deliver') await devices[one.place]?.delivers()
        else {
          const [place, by, draft]: readonly [string, PersonId | '', Draft] = one.deed
          hub.clock.now += one.minutes * 60_000
          devices[place]?.records(draft, by)
        }
      }
      for (const device of Object.values(devices)) await device.delivers()
      await look()
    }),
    tries(12),
  )
}, 60_000)

/** Looks at the county's page, then counts all of it from its rows and compares. */
async function look(): Promise<void> {
  const shown = await countyReport(hub.db, { now: hub.now(), period: { is: 'term' } })
  for (const { part, state } of await hub.db.selectFrom('evidence').select(['part', 'state']).execute()) {
    const of = part as EvidencePart
    const anew = evidenceOf(of, await rowsIn(hub.db, rangesOf(of)))
    expect(state === '' ? undefined : JSON.parse(state), part).toEqual(anew)
  }
  await figuresAreTheirRows(shown)
  expect(await countyReport(hub.db, { now: hub.now(), period: { is: 'term' } }), 'by the tallies kept').toEqual(shown)
  await hub.db.deleteFrom('tally').execute()
  await hub.db
    .updateTable('evidence')
    .set({ changes: (eb) => eb('changes', '+', 1) })
    .execute()
  expect(await countyReport(hub.db, { now: hub.now(), period: { is: 'term' } })).toEqual(shown)
}

/** What a figure opens has as many rows as it says. */
async function figuresAreTheirRows(shown: Awaited<ReturnType<typeof countyReport>>): Promise<void> {
  const reading = await readCounty(hub.db, { now: hub.now(), period: { is: 'term' } })
  if (!shown.ok || !reading.ok) return expect.unreachable('no report')
  const { lessons, homework, attendance } = shown.report.totals
  const rows = lessonsBehind(reading, {}, 10_000).lessons
  const planned = rows.filter(({ extra }) => !extra)
  for (const verdict of ['held', 'cancelled', 'missed', 'ahead'] as const)
    expect(planned.filter((one) => one.verdict === verdict).length, verdict).toBe(lessons[verdict])
  expect(lessonsBehind(reading, { verdict: 'unknown' }, 10_000).lessons.filter(({ extra }) => !extra)).toHaveLength(
    lessons.unknown,
  )
  expect(rows.filter(({ extra, verdict }) => extra && verdict === 'held')).toHaveLength(lessons.extra)
  const over = rows.filter(({ verdict }) => verdict !== 'ahead')
  expect(over.reduce((sum, { there }) => sum + there, 0)).toBe(attendance.there)
  const { work } = workBehind(reading, {}, 10_000)
  const sum = (what: 'handed' | 'marked' | 'returned') => work.reduce((all, one) => all + one[what], 0)
  expect({ set: work.length, handed: sum('handed'), marked: sum('marked'), returned: sum('returned') }).toEqual(
    homework,
  )
  const courses = (await coursesBehind(hub.db, reading, {}, 10_000)).courses
  for (const one of shown.report.coverage) {
    const of = courses.filter(({ subject }) => subject === one.subject)
    expect(of, one.subject).toHaveLength(one.classes)
    expect(of.filter(({ timetabled, weekly }) => timetabled < weekly)).toHaveLength(one.below)
  }
}

test('what changes while it is counted is counted the next time', async () => {
  const panel = await hub.device('panel')
  panel.records(lessonOpened({ lesson: id.lesson('three.20260908.1') }), '')
  hub.clock.now = tuesday
  await panel.delivers()
  await countEvidence(hub.db)
  const before = await hub.db.selectFrom('evidence').selectAll().executeTakeFirstOrThrow()
  panel.records(
    attendanceMarked({ lesson: id.lesson('three.20260908.1'), pupil: people.ann, status: 'late' }),
    people.aide,
  )
  await panel.delivers()
  const after = await hub.db.selectFrom('evidence').selectAll().executeTakeFirstOrThrow()
  expect([Number(before.changes) - Number(before.counted), after.state]).toEqual([0, before.state])
  expect(Number(after.changes)).toBeGreaterThan(Number(after.counted))
})
