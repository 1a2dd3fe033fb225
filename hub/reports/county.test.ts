import Papa from 'papaparse'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AttendanceStatus } from '../../core/facts/kinds/attendance-marked.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { homeworkHanded } from '../../core/facts/kinds/homework-handed.ts'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { homeworkSet } from '../../core/facts/kinds/homework-set.ts'
import { homeworkWithdrawn } from '../../core/facts/kinds/homework-withdrawn.ts'
import { lessonAdded } from '../../core/facts/kinds/lesson-added.ts'
import { lessonClosed } from '../../core/facts/kinds/lesson-closed.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { schoolDescribed } from '../../core/facts/kinds/school-described.ts'
import { troubleDismissed } from '../../core/facts/kinds/trouble-dismissed.ts'
import { CountyReport, type SchoolFigures } from '../../core/reports/county-report.ts'
import type { LessonFigures } from '../../core/reports/figures.ts'
import type { Verdict } from '../../core/reports/rows-behind.ts'
import { momentOf } from '../../core/school/day.ts'
import {
  id,
  openSmallCounty,
  openTestHub,
  people,
  type TestDevice,
  type TestHub,
  three,
  tuesday,
} from '../../test/hubs/small-county.ts'
import { countyReport } from './county.ts'
import { readCounty } from './reading.ts'
import { lessonsBehind } from './rows-behind.ts'
import { countyTable } from './tables.ts'

const minute = 60_000

let hub: TestHub
let panel: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty(momentOf(id.day('2026-09-07'), '08:00'))
  panel = await hub.device('panel')
})
afterEach(() => hub.close())

async function report(week?: number): Promise<CountyReport> {
  const reading = await countyReport(hub.db, {
    now: hub.now(),
    ...(week !== undefined && { period: { is: 'week', week } }),
  })
  if (!reading.ok) throw new Error(reading.why)
  return reading.report
}

const school = (of: CountyReport, name: string): SchoolFigures =>
  of.schools.find((one) => one.school === name) ?? expect.unreachable(name)

/** Figures of lessons, none where nothing is said. */
const figures = (of: Partial<LessonFigures>): LessonFigures => ({
  ...{ planned: 0, held: 0, cancelled: 0, missed: 0, unknown: 0, ahead: 0, reasons: {}, extra: 0 },
  ...of,
})

async function lessonsWith(verdict: Verdict): Promise<string[]> {
  const reading = await readCounty(hub.db, { now: hub.now(), school: id.school('point') })
  if (!reading.ok) throw new Error(reading.why)
  return lessonsBehind(reading, { verdict }).lessons.map(({ lesson }) => lesson)
}

/** A lesson of class `three`, as its panel records it. */
function teaches(
  day: string,
  period: 1 | 2 | 3,
  minutes: number,
  register: Partial<Record<'ann' | 'bo', AttendanceStatus>>,
) {
  const lesson = id.lesson(`three.${day.replaceAll('-', '')}.${period}`)
  const start = momentOf(id.day(day), ['08:30', '09:20', '10:20'][period - 1] ?? '')
  panel.records(lessonOpened({ lesson }), '', start)
  for (const [n, [pupil, status]] of Object.entries(register).entries()) {
    const mark = attendanceMarked({ lesson, pupil: id.person(pupil), status })
    panel.records(mark, people.aide, start + minute + n)
  }
  panel.records(lessonClosed({ lesson }), '', start + minutes * minute)
}

/** Monday both lessons and Tuesday the first: held, opened only, held. The last word came at the third one's end. */
async function twoDays() {
  teaches('2026-09-07', 1, 40, { ann: 'present', bo: 'late' })
  teaches('2026-09-07', 2, 5, { ann: 'present' })
  teaches('2026-09-08', 1, 33, { ann: 'absent', bo: 'present' })
  teaches('2026-09-08', 3, 40, { ann: 'present' })
  hub.clock.now = momentOf(id.day('2026-09-08'), '09:15')
  await panel.delivers(panel.facts.filter((fact) => fact.at < hub.clock.now))
  hub.clock.now = tuesday
}

/** An hour outside the timetable on Monday afternoon, held. */
function addsOne() {
  const lesson = id.lesson('three.20260907.choir')
  const start = momentOf(id.day('2026-09-07'), '15:30')
  panel.records(lessonAdded({ lesson, subject: '合唱', start: '15:30', minutes: 40 }), people.aide, start)
  panel.records(lessonOpened({ lesson }), '', start + 1)
  const mark = attendanceMarked({ lesson, pupil: id.person('ann'), status: 'present' })
  panel.records(mark, people.aide, start + minute)
  panel.records(lessonClosed({ lesson }), '', start + 40 * minute)
}

describe('a school’s week', () => {
  test('has behind a figure the lessons that it counts: none that was added in the room', async () => {
    teaches('2026-09-07', 1, 40, { ann: 'present', bo: 'late' })
    addsOne()
    hub.clock.now = tuesday
    await panel.delivers()
    expect(school(await report(), 'point').lessons).toMatchObject({ held: 1, extra: 1 })
    expect(await lessonsWith('held')).toEqual(['three.20260907.1'])
    const reading = await readCounty(hub.db, { now: hub.now(), school: id.school('point') })
    if (!reading.ok) throw new Error(reading.why)
    const all = lessonsBehind(reading, {}).lessons.filter(({ extra }) => extra)
    expect(all.map(({ lesson, verdict }) => [lesson, verdict])).toEqual([['three.20260907.choir', 'held']])
  })

  test('counts lessons from afar that were held, missed, unknown and still to come', async () => {
    await twoDays()
    const point = school(await report(), 'point')
    expect(point.lessons).toEqual(figures({ planned: 4, held: 2, missed: 1, unknown: 1, ahead: 6 }))
    expect(await lessonsWith('missed')).toEqual(['three.20260907.2'])
    expect(await lessonsWith('unknown')).toEqual(['three.20260908.2'])
    expect(point.attendance).toEqual({ marked: 5, there: 4 })
    expect(point).toMatchObject({ name: '青山教学点', helping: ['实验小学'], returned: false, missing: [] })
    expect(point.heard).toBe(momentOf(id.day('2026-09-08'), '09:15'))
  })

  test('has nothing unknown once its panel has been heard: what is not there was not held', async () => {
    await twoDays()
    await panel.delivers()
    expect(school(await report(), 'point')).toMatchObject({
      lessons: { planned: 4, held: 2, missed: 2, unknown: 0 },
      returned: true,
    })
  })

  test('is not known from a tablet: only what can open a lesson tells that there was none', async () => {
    await twoDays()
    const tablet = await hub.device('tablet')
    tablet.records(homeworkHanded({ class: three, assignment: id.assignment('a1'), pupils: [people.ann] }), people.ann)
    await tablet.delivers()
    expect(school(await report(), 'point')).toMatchObject({ lessons: { unknown: 1 }, heard: tuesday, returned: false })
  })

  test('is not known from a helping school’s studio either', async () => {
    const studio = await hub.device('studio')
    studio.records(
      attendanceMarked({ lesson: id.lesson('four.20260907.1'), pupil: people.cy, status: 'present' }),
      people.host,
    )
    await studio.delivers()
    hub.clock.now = tuesday
    expect(school(await report(), 'far')).toMatchObject({ lessons: { planned: 4, unknown: 4 }, heard: null })
  })

  test('of a school that was never heard says so', async () => {
    hub.clock.now = tuesday
    expect(school(await report(), 'far')).toMatchObject({
      heard: null,
      returned: false,
      missing: [{ what: 'never-heard' }],
      attendance: { marked: 0, there: 0 },
    })
  })

  test('does not count a device that was revoked', async () => {
    const far = await hub.device('far-panel')
    await hub.db.updateTable('device').set({ revoked: 1 }).where('device', '=', far.id).execute()
    expect(school(await report(), 'far').heard).toBeNull()
  })

  test('names the facts that are known to be missing, and those that wait or need a look', async () => {
    await twoDays()
    const known = panel.facts.length
    panel.records(attendanceMarked({ lesson: id.lesson('three.20260908.2'), pupil: people.cy, status: 'late' }), '')
    panel.records({ kind: 'lesson.closed', body: { lesson: 'nonsense' } }, '')
    panel.records({ kind: 'lesson.closed', body: { lesson: 'nonsense' } }, '')
    await panel.delivers()
    panel.records(lessonClosed({ lesson: id.lesson('three.20260908.2') }), '')
    panel.records(lessonClosed({ lesson: id.lesson('three.20260908.2') }), '')
    await panel.delivers(panel.facts.slice(-1))
    expect(school(await report(), 'point')).toMatchObject({
      returned: false,
      missing: [
        { what: 'gap', place: 'panel', from: known + 4, to: known + 5 },
        { what: 'parked', place: 'panel', facts: 1 },
        { what: 'refused', place: 'panel', facts: 2 },
      ],
    })

    await panel.delivers()
    const refused = v.parse(troubleDismissed.body, { place: 'panel', refused: `panel-1:${known + 2}` })
    panel.records(troubleDismissed(refused), '')
    await panel.delivers()
    expect(school(await report(), 'point')).toMatchObject({
      returned: true,
      missing: [
        { what: 'parked', facts: 1 },
        { what: 'refused', facts: 1 },
      ],
    })
  })

  test('counts the homework that was set for its days, handed in and marked', async () => {
    const own = await hub.device('own')
    const tablet = await hub.device('tablet')
    const set = (name: string, day: string) =>
      homeworkSet({
        assignment: id.assignment(name),
        class: three,
        subject: '音乐',
        title: '唱一唱',
        package: id.package('songs'),
        manifest: id.blob('a'),
        questions: [id.question('q1')],
        minutes: 10,
        written: false,
        day: id.day(day),
        due: id.day('2026-09-14'),
      })
    for (const [name, day] of [
      ['last-week', '2026-09-04'],
      ['monday', '2026-09-07'],
      ['sunday', '2026-09-13'],
      ['mistake', '2026-09-08'],
    ] as const) {
      own.records(set(name, day), people.teacher)
    }
    own.records(homeworkWithdrawn({ class: three, assignment: id.assignment('mistake') }), people.teacher)
    await own.delivers()
    for (const [assignment, pupil] of [
      ['last-week', people.ann],
      ['monday', people.ann],
      ['monday', people.bo],
      ['mistake', people.ann],
    ] as const) {
      tablet.records(homeworkHanded({ class: three, assignment: id.assignment(assignment), pupils: [pupil] }), pupil)
    }
    await tablet.delivers()
    const about = { class: three, assignment: id.assignment('monday'), pupil: people.ann, wrong: [] }
    own.records(homeworkMarked({ ...about, grade: 'good' }), people.teacher)
    await own.delivers()
    expect((await report()).totals.homework).toEqual({ set: 2, handed: 2, marked: 1, returned: 0 })
    expect(school(await report(1), 'point').homework).toEqual({ set: 1, handed: 1, marked: 0, returned: 0 })
  })
})

describe('the county’s week', () => {
  test('sums its schools, by subject too, and says how many have not been heard since', async () => {
    await twoDays()
    const county = await report()
    expect(county).toMatchObject({
      county: '青禾县',
      term: '秋季',
      asOf: tuesday,
      period: { is: 'week', week: 2 },
      weeks: 20,
    })
    expect(county).toMatchObject({ from: '2026-09-07', to: '2026-09-13' })
    expect(county.schools.map((one) => one.school)).toEqual(['far', 'point'])
    const lessons = figures({ planned: 8, held: 2, missed: 1, unknown: 5, ahead: 12 })
    expect(county.totals).toMatchObject({ schools: 2, unheard: 2, lessons, attendance: { marked: 5, there: 4 } })
    expect(county.subjects).toEqual([{ subject: '音乐', lessons, attendance: { marked: 5, there: 4 } }])
  })

  test('is what the app’s schema reads', async () => {
    await twoDays()
    expect(v.parse(CountyReport, JSON.parse(JSON.stringify(await report())))).toEqual(await report())
  })

  test('of an earlier or a later week is its own', async () => {
    await twoDays()
    expect(school(await report(1), 'point').lessons).toEqual(figures({ planned: 10, unknown: 10 }))
    expect(school(await report(3), 'point').lessons).toEqual(figures({ ahead: 10 }))
    expect((await report(3)).totals.unheard).toBe(1)
  })

  test('is the term’s first or last one when it is asked for in the holidays', async () => {
    hub.clock.now = momentOf(id.day('2026-08-01'), '08:00')
    expect((await report()).period).toEqual({ is: 'week', week: 1 })
    hub.clock.now = momentOf(id.day('2027-03-01'), '08:00')
    expect((await report()).period).toEqual({ is: 'week', week: 20 })
  })

  test('is none that the term does not have', async () => {
    for (const week of [0, 21]) {
      expect(await countyReport(hub.db, { now: tuesday, period: { is: 'week', week } })).toEqual({
        ok: false,
        why: 'no-such-period',
      })
    }
  })

  test('is none as long as there is no county', async () => {
    const empty = await openTestHub()
    expect(await countyReport(empty.db, { now: tuesday })).toEqual({ ok: false, why: 'no-county' })
    await empty.close()
  })

  test('does not count a lesson on a day off, or one that the school teaches itself', async () => {
    teaches('2026-09-07', 3, 40, { ann: 'present' })
    hub.clock.now = tuesday
    await panel.delivers()
    expect(school(await report(), 'point').lessons.planned).toBe(4)
  })
})

describe('a pair', () => {
  const standings = async (week?: number) =>
    Object.fromEntries((await report(week)).pairs.map((pair) => [pair.pair, pair.standing]))

  test('lives by a lesson held this term, even when none has been this week', async () => {
    await twoDays()
    expect(await standings()).toEqual({ 'main-point': 'taught', 'main-far': 'unheard' })
    hub.clock.now = tuesday + 14 * 86_400_000
    expect(await standings()).toEqual({ 'main-point': 'taught', 'main-far': 'unheard' })
  })

  test('is not on paper only as long as lessons of it may have been held', async () => {
    const far = await hub.device('far-panel')
    hub.clock.now = tuesday
    expect(await standings()).toEqual({ 'main-point': 'unheard', 'main-far': 'unheard' })
    await far.delivers([])
    await panel.delivers([])
    expect(await standings()).toEqual({ 'main-point': 'paper', 'main-far': 'paper' })
  })

  test('is unheard of, and not waiting, when its lessons so far were before there was a device to tell', async () => {
    const late = await openSmallCounty(tuesday)
    await late.device('panel')
    const reading = await countyReport(late.db, { now: tuesday })
    await late.close()
    const pairs = reading.ok ? reading.report.pairs : expect.unreachable(reading.why)
    expect(pairs.find((one) => one.pair === 'main-point')?.standing).toBe('unheard')
  })

  test('waits for its first lesson', async () => {
    hub.clock.now = momentOf(id.day('2026-08-31'), '08:00')
    expect(await standings()).toEqual({ 'main-point': 'ahead', 'main-far': 'ahead' })
  })
})

describe('the table for a spreadsheet', () => {
  test('says as of when it is, then a line a school, then their sum', async () => {
    await twoDays()
    const text = countyTable(await report())
    expect(text.startsWith('\uFEFF')).toBe(true)
    const { data, errors } = Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true })
    expect(errors).toEqual([])
    expect(data[0]).toEqual([
      '青禾县 秋季 第2周（2026-09-07 至 2026-09-13）',
      '截至 2026-09-08 10:30',
      '未回传 2 校，数字会变',
    ])
    expect(new Set(data.slice(1).map((row) => row.length))).toEqual(new Set([27]))
    expect(data[3]?.slice(0, 13)).toEqual([
      '青山教学点',
      '实验小学',
      '4',
      '2',
      '0',
      '',
      '1',
      '1',
      '6',
      '0',
      '4',
      '5',
      '80%',
    ])
    expect(data[2]?.[26]).toBe('从未来信')
    expect(data[4]?.slice(0, 4)).toEqual(['合计', '', '8', '2'])
  })

  test('lets no name be taken for a formula', async () => {
    const names = ['=cmd|" /C calc"!A0', '+1+1', '-2+3', '@SUM(A1)', '\u3000=1+1', '＝1+1']
    await hub.recorder.record(
      names.map((name, n) =>
        schoolDescribed({ school: id.school(`odd-${n}`), code: '2161900009', name, sort: 'point' }),
      ),
    )
    const { data } = Papa.parse<string[]>(countyTable(await report()).slice(1))
    const shown = data.map((row) => row[0]).filter((name) => names.some((one) => name?.endsWith(one)))
    expect(shown).toHaveLength(names.length)
    for (const name of shown) expect(name?.startsWith("'")).toBe(true)
  })
})
