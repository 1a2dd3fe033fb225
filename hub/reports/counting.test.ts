import { afterEach, beforeEach, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { lessonClosed } from '../../core/facts/kinds/lesson-closed.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { addDays, momentOf } from '../../core/school/day.ts'
import { id, openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import { countEvidence, leftToCount } from './count.ts'
import { countBehind } from './counting.ts'
import { countyReport } from './county.ts'
import { countyTable } from './tables.ts'

const weeks = 40

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty(momentOf(id.day('2026-08-31'), '08:00'))
  const panel = await hub.device('panel')
  for (let week = 0; week < weeks; week++) {
    const day = addDays(id.day('2026-08-31'), week * 7)
    const lesson = id.lesson(`three.${day.replaceAll('-', '')}.1`)
    const start = momentOf(day, '08:30')
    panel.records(lessonOpened({ lesson }), '', start)
    panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'present' }), people.aide, start + 60_000)
    panel.records(lessonClosed({ lesson }), '', start + 40 * 60_000)
  }
  hub.clock.now = momentOf(addDays(id.day('2026-08-31'), weeks * 7), '08:00')
  await panel.delivers()
})
afterEach(() => hub.close())

const report = async (patience?: number) => {
  const reading = await countyReport(hub.db, {
    now: hub.now(),
    period: { is: 'term' },
    ...(patience !== undefined && { patience }),
  })
  return reading.ok ? reading.report : expect.unreachable(reading.why)
}

test('a report that comes before all is counted says so, and takes nothing for missed of which it knows nothing yet', async () => {
  const early = await report(0)
  expect(early.counting?.left).toBeGreaterThan(0)
  expect(early.counting?.of).toBe(weeks)
  expect(countyTable(early)).toContain('正在统计')
  const whole = await report()
  expect(whole.counting).toBeUndefined()
  expect(whole.totals.lessons.held).toBe(20)
  expect(early.totals.lessons.held).toBeLessThan(whole.totals.lessons.held)
  expect(early.totals.lessons.missed).toBeLessThan(whole.totals.lessons.missed)
  expect(countyTable(whole)).not.toContain('正在统计')
})

test('counting that is ended in the middle goes on where it was, and two hubs count nothing twice', async () => {
  const before = await countEvidence(hub.db, { until: () => true })
  expect(before).toBeGreaterThan(0)
  expect(await leftToCount(hub.db)).toEqual({ left: weeks - before, of: weeks })
  const both = await Promise.all([countEvidence(hub.db, { gentle: true }), countEvidence(hub.db, { gentle: true })])
  expect(before + both[0] + both[1]).toBe(weeks)
  expect(await leftToCount(hub.db)).toBeUndefined()
})

test('a hub counts by itself after its start, and the next report need not', async () => {
  const counting = countBehind(hub.db, hub.desk, hub.now)
  await counting.settled()
  await counting.close()
  expect((await report(0)).counting).toBeUndefined()
  const kept = await hub.db.selectFrom('tally').selectAll().execute()
  expect(kept.length).toBeGreaterThan(0)
})
