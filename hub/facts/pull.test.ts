import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unpackFacts } from '../../core/facts/batch.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { deviceReported } from '../../core/facts/kinds/device-reported.ts'
import { homeworkAnswered } from '../../core/facts/kinds/homework-answered.ts'
import { homeworkHanded } from '../../core/facts/kinds/homework-handed.ts'
import { homeworkReturned } from '../../core/facts/kinds/homework-returned.ts'
import { homeworkSet } from '../../core/facts/kinds/homework-set.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { pageTurned } from '../../core/facts/kinds/page-turned.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { practiceAnswered } from '../../core/facts/kinds/practice-answered.ts'
import {
  id,
  openSmallCounty,
  people,
  smallCounty,
  type TestDevice,
  type TestHub,
  three,
  tuesday,
} from '../../test/hubs/small-county.ts'
import { pull } from './pull.ts'

const lesson = id.lesson('three.20260908.1')
const mark = (status: 'present' | 'late' = 'present') => attendanceMarked({ lesson, pupil: people.ann, status })

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
})
afterEach(() => hub.close())

/** A device that pulls and keeps its cursors, as the app does. */
class Reader {
  cursors: Record<string, string> = {}
  readonly facts = new Map<string, TimedFact>()
  restarts: string[] = []

  constructor(
    private readonly on: TestHub,
    private readonly device: DeviceId,
  ) {}

  /** Pulls until there is no more; the facts that came. */
  async reads(): Promise<TimedFact[]> {
    const came: TimedFact[] = []
    for (;;) {
      const answer = await pull(this.on.db, this.device, this.cursors, this.on.now())
      for (const page of answer.pages) {
        const reading = unpackFacts(page.facts)
        if (!reading.ok) throw new Error(reading.why)
        came.push(...reading.facts)
        if (page.restart) this.restarts.push(page.scope)
        this.cursors[page.scope] = page.cursor
      }
      if (!answer.pages.some((page) => page.more)) break
    }
    for (const fact of came) this.facts.set(`${fact.device}:${fact.seq}`, fact)
    return came
  }
}

async function reader(place: string): Promise<{ device: TestDevice; reader: Reader }> {
  const device = await hub.device(place, `${place}-reader`)
  return { device, reader: new Reader(hub, device.id) }
}

const kindsOf = (facts: readonly TimedFact[]) => [...new Set(facts.map((fact) => fact.kind))].sort()

describe('a device that asks', () => {
  test('gets what is new once, and nothing when nothing is', async () => {
    const { reader: own } = await reader('own')
    await own.reads()
    const panel = await hub.device('panel')
    panel.records(mark(), people.aide)
    await panel.delivers()
    expect(await own.reads()).toMatchObject([{ device: 'panel-1', seq: 1, kind: 'attendance.marked', eff: tuesday }])
    expect(await own.reads()).toEqual([])
    expect((await pull(hub.db, id.device('own-reader'), own.cursors, tuesday)).pages).toEqual([])
  })

  test('is told its place’s scopes, the most urgent first, and how far the hub has its facts', async () => {
    const { device } = await reader('studio')
    const answer = await pull(hub.db, device.id, {}, tuesday)
    expect(answer).toMatchObject({
      scopes: ['place:studio', 'class:three', 'class:four', 'county'],
      upTo: 0,
      safe: 0,
      now: tuesday,
    })
  })

  test('gets nothing of a scope that is not its place’s, whatever cursors it sends', async () => {
    const { device } = await reader('far-panel')
    const answer = await pull(hub.db, device.id, { 'class:three': '', 'place:office': '' }, tuesday)
    expect(answer.pages.map((page) => page.scope)).toEqual(['place:far-panel', 'class:four', 'county'])
  })

  test('of the office hears who works there and nobody of any class; those of a class nobody of the office', async () => {
    const peopleOf = async (place: string) => {
      const { reader: one } = await reader(place)
      const members = (await one.reads()).filter((fact) => fact.kind === 'member.enrolled')
      return members.map(({ body }) => (body as { person: string }).person) // its kind's
    }
    expect(await peopleOf('office')).toEqual([people.clerk])
    for (const place of ['panel', 'tablet', 'own', 'studio']) {
      const heard = await peopleOf(place)
      expect(heard).toContain(people.ann)
      expect(heard).not.toContain(people.clerk)
    }
  })

  test('gets pages until it has all, in the log’s order', async () => {
    const { reader: own } = await reader('own')
    await own.reads()
    const panel = await hub.device('panel')
    for (let n = 0; n < 1_000; n++) panel.records(pageTurned({ lesson, page: n % 30 }), '')
    await panel.delivers()
    expect((await own.reads()).map((fact) => fact.seq)).toEqual(panel.facts.map((fact) => fact.seq))
  })

  test('gets effective times, not those of a clock in 2037', async () => {
    const panel = await hub.device('panel')
    const future = Date.parse('2037-01-01T00:00:00+08:00')
    panel.records(mark(), people.aide, future)
    await panel.delivers()
    const { reader: own } = await reader('own')
    const [came] = (await own.reads()).filter((fact) => fact.device === panel.id)
    expect(came).toMatchObject({ at: future, eff: tuesday })
  })

  test('does not get its own facts again, but those of a neighbour at the same place', async () => {
    const { device, reader: panel } = await reader('panel')
    await panel.reads()
    const neighbour = await hub.device('panel', 'panel-2')
    device.records(mark(), people.aide)
    neighbour.records(mark('late'), people.aide)
    await device.delivers()
    await neighbour.delivers()
    expect((await panel.reads()).map((fact) => fact.device)).toEqual(['panel-2'])
  })

  test('does not get what was refused or is parked', async () => {
    const { reader: own } = await reader('own')
    await own.reads()
    const panel = await hub.device('panel')
    panel.records(attendanceMarked({ lesson, pupil: people.cy, status: 'present' }), people.aide)
    panel.records(mark(), people.cy)
    panel.records({ kind: 'weather.felt', body: {} }, people.aide)
    await panel.delivers()
    expect(await own.reads()).toEqual([])
  })
})

describe('a kind that a place does not see', () => {
  test('stays away on the first reading and on every later one', async () => {
    const panel = await hub.device('panel')
    const tablet = await hub.device('tablet')
    const practised = practiceAnswered({
      class: three,
      pupil: people.ann,
      package: id.package('songs'),
      question: id.question('q1'),
      answer: 1,
      right: true,
    })
    const record = async () => {
      panel.records(mark(), people.aide)
      tablet.records(practised, people.ann)
      await panel.delivers()
      await tablet.delivers()
    }
    await record()
    const { reader: pupils } = await reader('tablet')
    const { reader: screen } = await reader('panel')
    const cold = [await pupils.reads(), await screen.reads()].map(kindsOf)
    await record()
    const warm = [await pupils.reads(), await screen.reads()].map(kindsOf)
    expect(cold[0]).toContain('practice.answered')
    expect(cold[0]).not.toContain('attendance.marked')
    expect(cold[1]).toContain('attendance.marked')
    expect(cold[1]).not.toContain('practice.answered')
    expect(warm).toEqual([['practice.answered'], ['attendance.marked']])
  })

  test('of the device’s own affairs goes to nobody', async () => {
    const { device, reader: panel } = await reader('panel')
    const neighbour = await hub.device('panel', 'panel-2')
    for (const one of [device, neighbour]) {
      const report = { version: '1', used: 1, quota: 2, persisted: true, clockOff: 0 }
      one.records(deviceReported({ place: id.place('panel'), device: one.id, ...report }), '')
      await one.delivers()
    }
    expect(kindsOf(await panel.reads())).not.toContain('device.reported')
  })
})

describe('the first reading of a scope', () => {
  test('sends only what is still needed, its own facts included', async () => {
    const { device, reader: panel } = await reader('panel')
    const old = id.lesson('three.20260901.1')
    device.records(attendanceMarked({ lesson: old, pupil: people.ann, status: 'late' }), people.aide)
    device.records(mark(), people.aide)
    await device.delivers()
    hub.clock.now += 10 * 86_400_000
    expect((await panel.reads()).filter((fact) => fact.device === device.id).map((fact) => fact.seq)).toEqual([2])
  })

  test('comes in short pages on a line that hardly carries them', async () => {
    const panel = await hub.device('panel')
    panel.records(lessonOpened({ lesson }), '')
    for (let n = 0; n < 100; n++) panel.records(pageTurned({ lesson, page: n % 30 }), '')
    await panel.delivers()
    const { device } = await reader('own')
    const { pages } = await pull(hub.db, device.id, {}, tuesday, 'thin')
    const page = pages.find(({ scope }) => scope === 'class:three') ?? expect.fail('no page of the class')
    const reading = unpackFacts(page.facts)
    expect(reading.ok && reading.facts.length).toBeLessThanOrEqual(60)
    expect(page.more).toBe(true)
  })

  test('sends all of it that came after it had begun', async () => {
    const panel = await hub.device('panel')
    const old = id.lesson('three.20260901.1')
    panel.records(lessonOpened({ lesson }), '')
    for (let n = 0; n < 900; n++) panel.records(pageTurned({ lesson, page: n % 30 }), '')
    await panel.delivers()
    const { device } = await reader('own')
    const first = await pull(hub.db, device.id, {}, tuesday)
    const cursors = Object.fromEntries(first.pages.map((page) => [page.scope, page.cursor]))
    expect(first.pages.find((page) => page.scope === 'class:three')?.more).toBe(true)

    hub.clock.now += 20 * 86_400_000
    panel.records(attendanceMarked({ lesson: old, pupil: people.ann, status: 'late' }), people.aide)
    await panel.delivers()
    const rest = new Reader(hub, device.id)
    rest.cursors = cursors
    expect(kindsOf(await rest.reads())).toEqual(['attendance.marked'])
  })

  test('leaves the roster whole, however long ago it was brought in', async () => {
    hub.clock.now += 300 * 86_400_000
    const { reader: panel } = await reader('panel')
    const members = (await panel.reads()).filter((fact) => fact.kind === 'member.enrolled')
    expect(members.length).toBe(smallCounty().filter((one) => one.kind === 'member.enrolled').length - 2)
  })
})

describe('a shared tablet', () => {
  const piece = { class: three, assignment: id.assignment('a1') }
  const answered = homeworkAnswered({ ...piece, pupils: [people.ann], question: id.question('q1'), answer: 1 })
  const handed = homeworkHanded({ ...piece, pupils: [people.ann] })
  const back = homeworkReturned({ ...piece, pupil: people.ann, correct: true })
  const said = (facts: readonly TimedFact[]) =>
    facts.filter((fact) => fact.kind.startsWith('homework.')).map((fact) => fact.kind)

  async function pieceHandedIn() {
    const tablet = await hub.device('tablet')
    tablet.records(answered, people.ann)
    tablet.records(handed, people.ann)
    await tablet.delivers()
    hub.clock.now += 1_000
    return tablet
  }

  async function comesBack() {
    const teacher = await hub.device('own')
    teacher.records(back, people.teacher)
    await teacher.delivers()
  }

  test('is told that a piece is handed in, and nothing else of it; others have all of it', async () => {
    await pieceHandedIn()
    const { reader: tablet } = await reader('tablet')
    const { reader: panel } = await reader('panel')
    expect(said(await tablet.reads())).toEqual(['homework.handed'])
    expect(said(await panel.reads())).toEqual(['homework.answered', 'homework.handed'])
  })

  test('has a piece that was begun elsewhere while it is not handed in', async () => {
    const { reader: tablet } = await reader('tablet')
    await tablet.reads()
    const another = await hub.device('tablet')
    another.records(answered, people.ann)
    await another.delivers()
    expect(said(await tablet.reads())).toEqual(['homework.answered'])
  })

  test('gets all of a piece that comes back, though its cursor has passed it; others only what is new', async () => {
    const own = await pieceHandedIn()
    const { reader: tablet } = await reader('tablet')
    const { reader: panel } = await reader('panel')
    const itself = new Reader(hub, own.id)
    for (const one of [tablet, panel, itself]) await one.reads()
    await comesBack()
    for (const one of [tablet, itself])
      expect(said(await one.reads())).toEqual(['homework.returned', 'homework.answered'])
    expect(said(await panel.reads())).toEqual(['homework.returned'])
  })

  test('that comes later reads a piece that came back once', async () => {
    await pieceHandedIn()
    await comesBack()
    const { reader: tablet } = await reader('tablet')
    expect(said(await tablet.reads())).toEqual(['homework.answered', 'homework.handed', 'homework.returned'])
  })
})

describe('homework', () => {
  const piece = { class: three, assignment: id.assignment('a1') }
  const set = (due: string) =>
    homeworkSet({
      ...piece,
      subject: '音乐',
      title: '听',
      package: id.package('songs'),
      manifest: id.blob('a'),
      questions: [id.question('q1')],
      minutes: 5,
      written: false,
      day: id.day('2026-09-08'),
      due: id.day(due),
    })
  const handedIn = async () => {
    const tablet = await hub.device('tablet')
    tablet.records(homeworkHanded({ ...piece, pupils: [people.ann] }), people.ann)
    await tablet.delivers()
  }
  const said = (facts: readonly TimedFact[]) =>
    facts.map((fact) => fact.kind).filter((kind) => kind.startsWith('homework.'))

  test('that is set anew brings its pieces back, and what is long over is left out', async () => {
    const teacher = await hub.device('own')
    teacher.records(set('2026-09-08'), people.teacher)
    await teacher.delivers()
    await handedIn()
    hub.clock.now += 29 * 86_400_000
    const { reader: panel } = await reader('panel')
    expect(said(await panel.reads())).toEqual([])
    teacher.records(set('2026-10-08'), people.teacher)
    await teacher.delivers()
    expect(said(await panel.reads()).sort()).toEqual([
      'homework.handed',
      'homework.set',
      'homework.set',
      'homework.set',
    ])
  })

  test('whose setting comes when its pieces are over brings them back', async () => {
    await handedIn()
    hub.clock.now += 29 * 86_400_000
    const { reader: panel } = await reader('panel')
    expect(said(await panel.reads())).toEqual([])
    const teacher = await hub.device('own')
    teacher.records(set('2026-10-08'), people.teacher)
    await teacher.delivers()
    expect(said(await panel.reads())).toEqual(['homework.set', 'homework.handed'])
  })
})

describe('a cursor of another history', () => {
  test('begins anew, and says so', async () => {
    const { reader: own } = await reader('own')
    await own.reads()
    own.restarts = []
    for (const spoilt of ['3.12345', '9999.1', 'nonsense', '']) {
      own.cursors['class:three'] = spoilt
      const came = await own.reads()
      expect(kindsOf(came)).toContain('class.described')
    }
    expect(own.restarts).toEqual(['class:three', 'class:three', 'class:three', 'class:three'])
  })

  test('is what a hub sees that was put back from an old copy', async () => {
    const panel = await hub.device('panel')
    for (let n = 0; n < 5; n++) panel.records(mark(), people.aide)
    await panel.delivers(panel.facts.slice(0, 2))
    const { reader: own } = await reader('own')
    await own.reads()

    // The copy has only the first fact; then other things happened on it.
    await hub.db.deleteFrom('scope_log').where('device', '=', panel.id).where('seq', '>', 1).execute()
    const tablet = await hub.device('tablet')
    tablet.records(homeworkHanded({ class: three, assignment: id.assignment('a1'), pupils: [people.ann] }), people.ann)
    await tablet.delivers()
    own.restarts = []
    const came = await own.reads()
    expect(own.restarts).toEqual(['class:three'])
    expect(kindsOf(came)).toContain('homework.handed')
  })
})

test('a place that serves another class gets its scope, and is told that it has lost the old one', async () => {
  const { device, reader: panel } = await reader('panel')
  await panel.reads()
  await hub.recorder.record([
    placeDescribed({ place: id.place('panel'), kind: 'projector', title: '教室', classes: [id.class('four')] }),
  ])
  const answer = await pull(hub.db, device.id, panel.cursors, tuesday)
  expect(answer.scopes).toEqual(['place:panel', 'class:four', 'county'])
  expect(answer.pages.map((page) => [page.scope, page.restart])).toEqual([
    ['place:panel', false],
    ['class:four', true],
  ])
})
