import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { openBareDatabase } from '../../test/databases/test-database.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { secretOf } from '../store/secret.ts'
import { backUp } from './back-up.ts'
import { BackupFiles } from './files.ts'
import { type Found, type Manifest, manifestsIn, readManifest } from './manifest.ts'
import { kept, prune, renewal } from './prune.ts'
import { restore } from './restore.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 10, 27, 12)

const whole: Omit<Manifest, 'made'> = {
  v: 1,
  hub: '',
  tables: '',
  log: [],
  ends: {},
  rows: {},
  blobs: { count: 0, bytes: 0 },
}
/** Backups of these ages, each with a log that began as long before as given. */
function backups(ages: readonly number[], grown = 0): Found[] {
  return ages.map((age) => ({
    name: String(age),
    manifest: { ...whole, made: now - age, began: now - age - grown },
  }))
}
const agesOf = (all: readonly Found[]) => all.map(({ name }) => Number(name))

describe('of backups', () => {
  test('made every hour all of two days stay, then one a day, one a week, one a month', () => {
    const hourly = backups(Array.from({ length: 200 * 24 }, (_, n) => n * hour))
    const stay = agesOf(kept(hourly, now, 200))
    const between = (from: number, to: number) => stay.filter((age) => age > from * day && age <= to * day).length
    expect(between(-1, 2)).toBe(49)
    expect(between(2, 14)).toBe(13)
    expect(between(14, 60)).toBe(7)
    expect(between(60, 200)).toBe(5)
  })

  test('none stays with a fact that was written longer ago than the most age, but the newest always does', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 400 * 24 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 3, max: 200 }),
        (hours, grownDays, mostDays) => {
          const ages = hours.sort((a, b) => a - b).map((n) => n * hour)
          const [newest, ...older] = agesOf(kept(backups(ages, grownDays * day), now, mostDays))
          expect(newest).toBe(ages[0])
          for (const age of older) expect(age + grownDays * day).toBeLessThanOrEqual(mostDays * day)
        },
      ),
    )
  })
})

describe('a folder that is pruned', () => {
  let hub: TestHub
  let panel: TestDevice
  let folder: string
  beforeEach(async () => {
    hub = await openSmallCounty()
    await secretOf(hub.db)
    panel = await hub.device('panel')
    folder = await mkdtemp(join(tmpdir(), 'prune-'))
  })
  afterEach(async () => {
    await hub.close()
    await rm(folder, { recursive: true })
  })

  const most = 90
  const saves = async (at: number, mostDays = most) => {
    const source = { db: hub.db, blobs: hub.blobFolder }
    const done = await backUp(source, folder, at, () => undefined, { renewedAfter: renewal(mostDays) })
    await prune(folder, at, mostDays)
    return done
  }
  const records = async (pupil: keyof typeof people) => {
    const lesson = id.lesson('three.20260908.1')
    panel.records(attendanceMarked({ lesson, pupil: people[pupil], status: 'late' }), people.aide)
    await panel.delivers(panel.facts.slice(-1))
  }
  /** All that lies in the folder, unpacked. */
  async function lines(): Promise<string[]> {
    const files = new BackupFiles(folder)
    const all: string[] = []
    for (const name of await manifestsIn(folder)) {
      const manifest = await readManifest(folder, name)
      for (const part of [...manifest.log, ...Object.values(manifest.rows)])
        for await (const line of files.read(part)) all.push(JSON.stringify(line))
    }
    return all
  }
  const filesThere = async () =>
    (await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
      .length

  test('has nothing of what was erased when the most age has gone by, and every backup in it can be brought back', async () => {
    const began = hub.now()
    // Long enough for weeks of which one backup stays.
    const days = 16
    await records('ann')
    await saves(began, days)
    const body = '{"erased":1}'
    await hub.db.updateTable('fact').set({ body }).where('device', '=', panel.id).execute()
    expect(await lines()).toContainEqual(expect.stringContaining('late'))
    for (let n = 1; n <= days + 1; n += 1) {
      await records('bo')
      await hub.db.updateTable('fact').set({ body }).where('device', '=', panel.id).execute()
      await saves(began + n * day, days)
    }
    const still = (await lines()).filter((line) => line.includes('late'))
    expect(still).toEqual([])
    for (const name of await manifestsIn(folder)) {
      const { db, close } = await openBareDatabase()
      await restore(folder, { db, blobs: join(folder, 'scratch') }, () => undefined, name)
      await close()
    }
  }, 60_000)

  test('keeps no file that no backup names, and a log that goes on in one piece', async () => {
    const began = hub.now()
    for (let days = 0; days < 20; days += 1) {
      await records(days % 2 ? 'ann' : 'bo')
      const { facts } = await saves(began + days * day)
      expect(facts > 1).toBe(days === 0)
    }
    const named = new Set<string>()
    for (const name of await manifestsIn(folder)) {
      const { log, rows } = await readManifest(folder, name)
      for (const { hash } of [...log, ...Object.values(rows)]) named.add(hash)
    }
    expect(await filesThere()).toBe(named.size)
  }, 60_000)

  test('keeps all files while a backup is damaged, says which, and goes on', async () => {
    const began = hub.now()
    const first = await saves(began)
    await records('ann')
    await saves(began + day)
    const path = join(folder, 'backups', first.name)
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('"v":1', '"v":3'))
    await records('bo')
    await saves(began + 20 * day)
    const before = await filesThere()
    expect(await prune(folder, began + 21 * day, most)).toMatchObject({ files: 0, damaged: [first.name] })
    expect(await filesThere()).toBe(before)
    expect((await prune(folder, began + 61 * day, most)).damaged).toEqual([])
    expect(await manifestsIn(folder)).not.toContain(first.name)
  })

  test('begins its log anew where a part of it is not what was written, so that nothing is safe on it', async () => {
    await records('ann')
    const first = await saves(hub.now())
    const [part] = (await readManifest(folder, first.name)).log
    if (!part) throw new Error('a county has facts')
    await writeFile(new BackupFiles(folder).path(part.hash), 'x'.repeat(part.bytes))
    await records('bo')
    const second = await saves(hub.now() + hour)
    const { db, close } = await openBareDatabase()
    await restore(folder, { db, blobs: join(folder, 'scratch') }, () => undefined, second.name)
    await close()
  })
})
