import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import { backupCommand } from '../../hub/backup/command.ts'
import { unlikeness } from '../../hub/backup/compare.ts'
import { type Hub, openHub } from '../../hub/hub.ts'
import { takeLock } from '../../hub/lock.ts'
import { connect } from '../../hub/store/database.ts'
import { connectSqlite } from '../../hub/store/sqlite.ts'
import { id, people, smallCounty, TestDevice, tuesday } from '../hubs/small-county.ts'
import { openSharedSchema } from './test-database.ts'

let dataDir: string
let databaseUrl: string
let hub: Hub
let panel: TestDevice
const photo = Buffer.from('a photo')
const photoHash = createHash('sha256').update(photo).digest('hex')
const mark = (pupil: keyof typeof people) =>
  attendanceMarked({ lesson: id.lesson('three.20260908.1'), pupil: people[pupil], status: 'late' })

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongke-move-'))
  databaseUrl = await openSharedSchema()
  hub = await openHub({ dataDir }, () => tuesday)
  await hub.recorder.record(smallCounty())
  panel = await TestDevice.enrol(hub, 'panel')
  for (const pupil of ['ann', 'bo', 'stranger'] as const) panel.records(mark(pupil), people.aide)
  await panel.delivers()
  const office = await TestDevice.enrol(hub, 'office')
  office.records(personErased({ person: people.ann, day: id.day('2026-09-08') }), people.clerk)
  expect((await office.delivers()).refused).toEqual([])
  await hub.blobs.put(photoHash, 'image/jpeg', photo)
  await hub.close()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(dataDir, { recursive: true })
})

async function moves(): Promise<{ code: number; said: string }> {
  const said: string[] = []
  for (const way of ['log', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((words) => void said.push(String(words)))
  return {
    code: await backupCommand(['move'], { DATA_DIR: dataDir, DATABASE_URL: databaseUrl }),
    said: said.join('\n'),
  }
}

test('a county moves with all it has, and its devices go on where they were', async () => {
  expect(await moves()).toMatchObject({ code: 0, said: expect.stringContaining('青禾县') })
  const old = await connectSqlite(join(dataDir, 'hub.db.moved'))
  const fresh = await connect({ dataDir, databaseUrl })
  expect(await unlikeness(old, fresh, () => undefined)).toBeUndefined()
  await old.destroy()
  await fresh.destroy()

  const moved = await openHub({ dataDir, databaseUrl }, () => tuesday)
  panel.records(mark('bo'), people.aide)
  const receipt = await moved.desk.deliver({ device: panel.id, facts: panel.facts, heard: tuesday })
  // Moving is no backup: devices let go of nothing for it.
  expect(receipt).toMatchObject({ upTo: 4, safe: 0 })
  expect(await moved.blobs.bytes(photoHash)).toEqual(photo)
  await moved.close()
})

test('no hub starts on what was moved away, and nothing else is left lying', async () => {
  await moves()
  expect(existsSync(join(dataDir, 'hub.db'))).toBe(false)
  expect((await readdir(dataDir)).filter((name) => name.startsWith('moving-'))).toEqual([])
  expect(await moves()).toEqual({ code: 1, said: `DATA_DIR: there is no hub's data in ${dataDir}` })
})

test('a database that has anything in it is not touched', async () => {
  const other = await openHub({ dataDir: join(dataDir, 'other'), databaseUrl }, () => tuesday)
  expect(await moves()).toEqual({ code: 1, said: 'DATABASE_URL: the database is not empty' })
  expect(existsSync(join(dataDir, 'hub.db'))).toBe(true)
  expect(await other.db.selectFrom('fact').selectAll().execute()).toEqual([])
  await other.close()
})

test('a move is refused while the hub runs', async () => {
  const running = await takeLock(dataDir, 'hub.lock')
  expect(await moves()).toEqual({ code: 1, said: `DATA_DIR: a hub is running on ${dataDir}: stop it first` })
  if (typeof running === 'function') running()
  expect((await moves()).code).toBe(0)
})

test('a move that was cut off before the old database was laid aside is finished by doing it again', async () => {
  await moves()
  await rename(join(dataDir, 'hub.db.moved'), join(dataDir, 'hub.db'))
  expect(await moves()).toMatchObject({ code: 0 })
  expect(existsSync(join(dataDir, 'hub.db'))).toBe(false)
})
