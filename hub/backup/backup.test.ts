import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { homeworkAnswered } from '../../core/facts/kinds/homework-answered.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import { openBareDatabase } from '../../test/databases/test-database.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub, three } from '../../test/hubs/small-county.ts'
import { openFolder } from '../blobs/folder.ts'
import type { HubDb } from '../store/schema.ts'
import { secretOf } from '../store/secret.ts'
import { tablesOf } from '../store/tables.ts'
import { backUp } from './back-up.ts'
import { difference } from './compare.ts'
import { BackupFault } from './manifest.ts'
import { restore } from './restore.ts'
import { allTables, countedTables, passingTables } from './tables.ts'

const lesson = id.lesson('three.20260908.1')
const mark = (pupil: keyof typeof people) => attendanceMarked({ lesson, pupil: people[pupil], status: 'present' })

let hub: TestHub
let panel: TestDevice
let folder: string
beforeEach(async () => {
  hub = await openSmallCounty()
  await secretOf(hub.db)
  panel = await hub.device('panel')
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
})
afterEach(async () => {
  await hub.close()
  await rm(folder, { recursive: true })
})

const saves = (now = hub.now()) => backUp({ db: hub.db, blobs: hub.blobFolder }, folder, now, () => undefined)

/** Brings the newest backup back into an empty database, and says all that is in there. @param compared as in a drill */
async function broughtBack(compared = false): Promise<Record<string, unknown[]>> {
  const { db, close } = await openBareDatabase()
  const blobs = await mkdtemp(join(tmpdir(), 'restored-'))
  try {
    const manifest = await restore(folder, { db, blobs }, () => undefined)
    if (compared) expect(await difference(manifest, { db, blobs })).toBeUndefined()
    await (await openFolder(blobs, db)).sweep()
    return await allOf(db)
  } finally {
    await close()
    await rm(blobs, { recursive: true })
  }
}

async function allOf(db: HubDb): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {}
  for (const name of Object.keys(allTables)) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db)
    tables[name] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return tables
}

/** A photo, and where its bytes are. */
const photo = Buffer.from('a photo')
const photoHash = createHash('sha256').update(photo).digest('hex')
const work = { class: three, assignment: id.assignment('a1') }
const photographed = () =>
  homeworkPhotographed({
    ...work,
    pupils: [people.ann],
    photo: photoHash as ReturnType<typeof id.blob>, // a SHA-256
    bytes: photo.length,
    thumbnail: photoHash as ReturnType<typeof id.blob>, // as above
  })

describe('a backup', () => {
  test('has every table, or what it follows from, but for what passes', async () => {
    const tables = (await tablesOf(hub.db)).map((table) => table.name)
    const known = Object.keys({ ...allTables, ...countedTables, ...passingTables })
    expect(new Set(known)).toEqual(new Set(tables.filter((name) => !name.startsWith('kysely_'))))
  })

  test('brought back is what it was', async () => {
    panel.records(mark('ann'), people.aide)
    panel.records(mark('stranger'), people.aide) // waits
    panel.records({ kind: 'lesson.closed', body: { lesson: 'nonsense' } }, '') // is refused
    await panel.delivers()
    await saves()
    const now = await allOf(hub.db)
    expect(await broughtBack()).toEqual(now)
  })

  test('makes facts safe, once it is there', async () => {
    panel.records(mark('ann'), people.aide)
    expect((await panel.delivers()).safe).toBe(0)
    await saves()
    expect((await panel.delivers()).safe).toBe(1)
  })

  test('does not make a fact safe whose photo has not come yet', async () => {
    panel.records(mark('ann'), people.aide)
    panel.records(photographed(), people.aide)
    await panel.delivers()
    await saves()
    expect((await panel.delivers()).safe).toBe(1)
    await hub.blobs.put(photoHash, 'image/jpeg', photo)
    await saves(hub.now() + 1_000)
    expect((await panel.delivers()).safe).toBe(2)
  })

  test('adds only what is new, and is whole with what was there', async () => {
    panel.records(mark('ann'), people.aide)
    await panel.delivers()
    const first = await saves()
    panel.records(mark('bo'), people.aide)
    await panel.delivers()
    const second = await saves(hub.now() + 60_000)
    expect(first.facts).toBeGreaterThan(20)
    expect(second.facts).toBe(1)
    expect((await saves(hub.now() + 120_000)).facts).toBe(0)
    expect(await broughtBack()).toEqual(await allOf(hub.db))
  })

  test('begins anew where the hub went another way since', async () => {
    panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await saves()
    await hub.db.updateTable('scope_log').set({ mark: 1 }).where('scope', '=', 'county').execute()
    const again = await saves(hub.now() + 60_000)
    expect(again.facts).toBeGreaterThan(20)
    expect(await broughtBack()).toEqual(await allOf(hub.db))
  })

  test('of another hub is not added to', async () => {
    await saves()
    await hub.db.updateTable('hub').set({ value: 'another' }).where('name', '=', 'secret').execute()
    await expect(saves()).rejects.toThrow('has backups of another hub')
  })
})

describe('a backup of a hub that has erased somebody', () => {
  const erase = async () => {
    const office = await hub.device('office')
    office.records(personErased({ person: people.ann, day: id.day('2026-09-08') }), people.clerk)
    expect((await office.delivers()).refused).toEqual([])
    await hub.blobs.sweep()
  }
  beforeEach(async () => {
    for (const pupil of ['ann', 'bo'] as const) {
      panel.records(mark(pupil), people.aide)
      panel.records(
        homeworkAnswered({ ...work, pupils: [people[pupil]], question: id.question('q1'), answer: '山' }),
        people[pupil],
      )
    }
    panel.records(photographed(), people.ann)
    await panel.delivers()
    await hub.blobs.put(photoHash, 'image/jpeg', photo)
  })

  test.each(['a log that was begun before', 'a log that is begun anew'])('is found whole, with %s', async (log) => {
    if (log === 'a log that was begun before') await saves()
    await erase()
    await saves(hub.now() + 60_000)
    expect(await broughtBack(true)).toEqual(await allOf(hub.db))
  })
})

test('a restored log in which a word is another, or an entry is missing, is not what the backup has', async () => {
  panel.records(mark('ann'), people.aide)
  panel.records(mark('bo'), people.aide)
  await panel.delivers()
  await saves()
  const { db, close } = await openBareDatabase()
  const manifest = await restore(folder, { db, blobs: folder }, () => undefined)
  const found = () => difference(manifest, { db })
  expect(await found()).toBeUndefined()
  const body = (status: string) => JSON.stringify({ lesson, pupil: people.ann, status })
  const ofAnn = db.updateTable('fact').where('device', '=', panel.id).where('seq', '=', 1)
  await ofAnn.set({ body: body('late') }).execute()
  expect(await found()).toMatch('the log of class:three ends otherwise')
  await ofAnn.set({ body: body('present') }).execute()
  expect(await found()).toBeUndefined()
  await db.deleteFrom('scope_log').where('device', '=', panel.id).where('seq', '=', 1).execute()
  expect(await found()).toMatch('the log of class:three ends otherwise')
  await close()
})

describe('a damaged backup', () => {
  test.each(['files', 'backups'])('is refused, whatever bit of its %s is another', async (part) => {
    panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await hub.blobs.put(photoHash, 'image/jpeg', photo)
    await saves()
    const all = (await readdir(join(folder, part), { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    )
    for (const [n, one] of all.entries()) {
      const path = join(one.parentPath, one.name)
      const bytes = await readFile(path)
      const broken = Buffer.from(bytes)
      const at = (n * 7) % broken.length
      broken.writeUInt8((broken[at] ?? 0) ^ (1 << (n % 8)), at)
      await writeFile(path, broken)
      const { db, close } = await openBareDatabase()
      await expect(restore(folder, { db, blobs: folder }, () => undefined)).rejects.toThrow(BackupFault)
      expect(await tablesOf(db)).toEqual([])
      await close()
      await writeFile(path, bytes)
    }
  })

  test('that lacks a file says which', async () => {
    await hub.blobs.put(photoHash, 'image/jpeg', photo)
    await saves()
    await rm(join(folder, 'files', photoHash.slice(0, 2), photoHash))
    await expect(broughtBack()).rejects.toThrow(`the file ${photoHash} is missing`)
  })

  test('that is none says so', async () => {
    await mkdir(join(folder, 'empty'))
    const { db, close } = await openBareDatabase()
    await expect(restore(join(folder, 'empty'), { db, blobs: folder }, () => undefined)).rejects.toThrow(
      'there is no backup',
    )
    await close()
  })
})
