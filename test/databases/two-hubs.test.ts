import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { lessonClosed } from '../../core/facts/kinds/lesson-closed.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { pull } from '../../hub/facts/pull.ts'
import { type Hub, openHub } from '../../hub/hub.ts'
import { countyReport } from '../../hub/reports/county.ts'
import { id, people, smallCounty, TestDevice, tuesday } from '../hubs/small-county.ts'
import { openSharedSchema } from './test-database.ts'

const lesson = id.lesson('three.20260908.1')
const marks = (status: 'present' | 'late') => [
  attendanceMarked({ lesson, pupil: people.ann, status }),
  attendanceMarked({ lesson, pupil: people.bo, status }),
]

let dataDir: string
let one: Hub
let other: Hub
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongke-two-'))
  const databaseUrl = await openSharedSchema()
  const now = () => tuesday
  // At once, as after a power cut: one of them makes the tables.
  ;[one, other] = await Promise.all([openHub({ dataDir, databaseUrl }, now), openHub({ dataDir, databaseUrl }, now)])
  await one.recorder.record(smallCounty())
})
afterEach(async () => {
  await Promise.all([one.close(), other.close()])
  await rm(dataDir, { recursive: true })
})

test('what one hub takes in the other gives out, and tells of it', async () => {
  const panel = await TestDevice.enrol(one, 'panel')
  const studio = await TestDevice.enrol(other, 'studio')
  const told = new Promise<ReadonlySet<string> | 'all'>((resolve) => other.desk.onGrowth(resolve))
  panel.records(marks('present')[0] ?? expect.unreachable(), people.aide)
  await panel.delivers()
  expect(await told).toContain('class:three')
  const { pages } = await pull(other.db, studio.id, {}, tuesday)
  expect(pages.find((page) => page.scope === 'class:three')?.facts).toContain('attendance.marked')
})

test('a device may go on at the other hub at any moment, and a token of one is good at both', async () => {
  const panel = await TestDevice.enrol(one, 'panel')
  for (const draft of [...marks('present'), ...marks('late')]) panel.records(draft, people.aide)
  const authorization = await panel.bearer()
  expect(await other.sessions.callerOf(authorization, tuesday)).toMatchObject({ device: panel.id })
  const [first, second, ...rest] = panel.facts
  if (!first || !second) throw new Error('they were just recorded')
  await one.desk.deliver({ device: panel.id, facts: [first], heard: tuesday })
  await other.desk.deliver({ device: panel.id, facts: [second], heard: tuesday })
  const receipt = await one.desk.deliver({ device: panel.id, facts: [first, second, ...rest], heard: tuesday })
  expect(receipt).toMatchObject({ upTo: 4, refused: [], parked: [] })
})

test('both take in at once, and no row lacks a fact, no log a number', async () => {
  const devices = await Promise.all(
    Array.from({ length: 12 }, (_, n) => TestDevice.enrol(n % 2 ? one : other, 'panel', `panel-${n}`)),
  )
  for (const device of devices) for (const draft of marks('present')) device.records(draft, people.aide)
  await Promise.all(
    devices.flatMap((device, n) =>
      device.facts.map((_, f) =>
        (n % 2 ? other : one).desk.deliver({ device: device.id, facts: device.facts.slice(0, f + 1), heard: tuesday }),
      ),
    ),
  )
  const log = await one.db.selectFrom('scope_log').select('n').where('scope', '=', 'class:three').orderBy('n').execute()
  expect(log.map(({ n }) => Number(n))).toEqual(log.map((_, n) => n + 1))
  const row = await one.db
    .selectFrom('row')
    .select('state')
    .where('row', '=', rowKey('attendance', lesson, people.ann))
    .executeTakeFirstOrThrow()
  // Twelve marks made without knowing of each other are all kept.
  expect(JSON.parse(row.state).standing).toHaveLength(12)
})

test('reports are the same at both, which count at once and nothing twice', async () => {
  const panels = await Promise.all([one, other].map((hub, n) => TestDevice.enrol(hub, 'panel', `panel-${n}`)))
  for (const [n, panel] of panels.entries()) {
    panel.records(lessonOpened({ lesson }), '')
    panel.records(marks(n ? 'late' : 'present')[n] ?? expect.unreachable(), people.aide)
    panel.records(lessonClosed({ lesson }), '')
  }
  await Promise.all(panels.map((panel) => panel.delivers()))
  const report = (hub: Hub) => countyReport(hub.db, { now: tuesday, period: { is: 'term' } })
  const [here, there] = await Promise.all([report(one), report(other)])
  expect(here).toMatchObject({ ok: true, report: { totals: { attendance: { marked: 2, there: 2 } } } })
  expect(there).toEqual(here)
})

test('a fork is seen whichever hub hears it', async () => {
  const panel = await TestDevice.enrol(one, 'panel')
  const [present, late] = [marks('present')[0], marks('late')[0]]
  if (!present || !late) throw new Error('there are marks')
  const fact = panel.records(present, people.aide)
  await one.desk.deliver({ device: panel.id, facts: [fact], heard: tuesday })
  const another = { ...fact, ...late }
  const receipts = await other.desk.deliver({ device: panel.id, facts: [another], heard: tuesday })
  expect(receipts.fork).toBe(1)
})
