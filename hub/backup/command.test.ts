import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openBareDatabase } from '../../test/databases/test-database.ts'
import { smallCounty, TestDevice, tuesday } from '../../test/hubs/small-county.ts'
import { type Hub, openHub } from '../hub.ts'
import { connect, openExisting } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { markUnfinished } from '../store/unfinished.ts'
import { backupCommand } from './command.ts'
import { BackupFiles } from './files.ts'
import { manifestsIn, readManifest, writeManifest } from './manifest.ts'
import { restore } from './restore.ts'

let scratch: string
let dataDir: string
let backups: string
let hub: Hub
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'backup-command-'))
  dataDir = join(scratch, 'hub')
  backups = join(scratch, 'backups')
  hub = await openHub({ dataDir }, () => tuesday)
  await hub.recorder.record(smallCounty())
})
afterEach(async () => {
  await hub.close()
  vi.restoreAllMocks()
  await rm(scratch, { recursive: true })
})

/** Runs it as from a shell: its exit code, and all it said. */
async function runs(args: string[], environment: NodeJS.ProcessEnv = { DATA_DIR: dataDir }) {
  const said: string[] = []
  for (const way of ['log', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((words) => void said.push(String(words)))
  const code = await backupCommand(args, environment)
  return { code, said: said.join('\n') }
}

test('a drill into a folder that goes away makes nothing safe; one into a folder that stays does', async () => {
  const panel = await TestDevice.enrol(hub, 'panel')
  panel.records({ kind: 'device.reported', body: {} }, '')
  await panel.delivers()
  expect((await runs(['drill'])).code).toBe(0)
  expect((await panel.delivers()).safe).toBe(0)
  expect((await runs(['drill', backups])).code).toBe(0)
  expect((await panel.delivers()).safe).toBe(1)
})

test('a drill writes a photo anew that is not what it was, where the hourly backup looks only whether it is there', async () => {
  const bytes = Buffer.from('a photo')
  const hash = createHash('sha256').update(bytes).digest('hex')
  await hub.blobs.put(hash, 'image/jpeg', bytes)
  await runs(['backup', backups])
  await writeFile(new BackupFiles(backups).path(hash), 'a ph0to')
  expect((await runs(['backup', backups])).code).toBe(0)
  expect(await new BackupFiles(backups).isWhole({ hash, bytes: bytes.length })).toBe(false)
  expect((await runs(['drill', backups])).code).toBe(0)
  expect(await new BackupFiles(backups).isWhole({ hash, bytes: bytes.length })).toBe(true)
})

// What is written to this device finds no room, as on a disk that is full.
const fullDisk = '/dev/full'

test.skipIf(!existsSync(fullDisk))('on a full disk it says so, and the next one goes on where it was', async () => {
  const fresh = join(backups, 'files', 'part.new')
  await mkdir(dirname(fresh), { recursive: true })
  await symlink(fullDisk, fresh)
  const { code, said } = await runs(['backup', backups])
  expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^The disk is full\. .*make room/) })
  expect(await manifestsIn(backups)).toEqual([])
  await rm(fresh)
  expect((await runs(['backup', backups])).code).toBe(0)
})

test('a restore says whose county it was, and refuses a folder that has a hub', async () => {
  await runs(['backup', backups])
  const environment = { DATA_DIR: join(scratch, 'new') }
  expect(await runs(['restore', backups], environment)).toMatchObject({
    code: 0,
    said: expect.stringContaining('青禾县'),
  })
  const again = await runs(['restore', backups], environment)
  expect(again).toEqual({ code: 1, said: 'restore needs an empty database' })
})

test('a restore that was cut off is no hub, and is done again as a whole', async () => {
  const bytes = Buffer.from('a photo')
  const hash = createHash('sha256').update(bytes).digest('hex')
  await hub.blobs.put(hash, 'image/jpeg', bytes)
  await runs(['backup', backups])
  const fresh = { dataDir: join(scratch, 'new') }
  // When its first photo was being written.
  const db = await connect(fresh)
  await migrate(db)
  await markUnfinished(db, 'a backup')
  await db.insertInto('pin').values({ person: 'nobody', salt: '', iterations: 1, verifier: '' }).execute()
  await db.destroy()
  await expect(openExisting(fresh)).rejects.toThrow('run npm run restore once more')
  expect((await runs(['restore', backups], { DATA_DIR: fresh.dataDir })).code).toBe(0)
  const whole = await openExisting(fresh)
  expect(await whole.selectFrom('pin').selectAll().execute()).toEqual([])
  expect(await hub.blobs.bytes(hash)).toEqual(bytes)
  await whole.destroy()
})

test('two backups are not written to one folder at once', async () => {
  const both = await Promise.all([runs(['backup', backups]), runs(['backup', backups])])
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1])
})

test('a backup of another county, a newer program and none are told in a sentence, and nothing is touched', async () => {
  await runs(['backup', backups])
  const other = { dataDir: join(scratch, 'other') }
  const neighbour = await openHub(other, () => tuesday)
  await neighbour.close()
  const refused = await runs(['backup', backups], { DATA_DIR: other.dataDir })
  expect(refused).toEqual({ code: 1, said: `${backups} has backups of another hub` })
  expect(await manifestsIn(backups)).toHaveLength(1)

  const [name] = await manifestsIn(backups)
  const manifest = await readManifest(backups, name ?? '')
  const { db, close } = await openBareDatabase()
  const newest = await writeManifest(backups, { ...manifest, tables: '999-later', made: manifest.made + 60_000 })
  await expect(restore(backups, { db, blobs: scratch }, () => undefined)).rejects.toThrow(
    `${newest} was written by a newer program: bring it back with that one`,
  )
  await expect(restore(join(scratch, 'nothing'), { db, blobs: scratch }, () => undefined)).rejects.toThrow(
    'there is no backup',
  )
  await close()
})

test('a backup of the first program comes back, with all that tables have got since', async () => {
  const files = new BackupFiles(backups)
  async function* lines(values: unknown[][]) {
    yield* values
  }
  const part = async (...values: unknown[][]) => (await files.write(lines(values))) ?? expect.unreachable()
  const made = tuesday
  const body = smallCounty().find(({ kind }) => kind === 'class.described')?.body
  await writeManifest(backups, {
    v: 1,
    hub: '0'.repeat(64),
    tables: '001-first',
    made,
    log: [
      await part(['class:three', 1, 7, '', 'hub-first', 1, made, made, '', 'class.described', JSON.stringify(body)]),
    ],
    ends: { 'class:three': [1, 7] },
    rows: {
      hub: await part(['name', 'value'], ['secret', 'kept']),
      device: await part(
        ['device', 'place', 'key', 'up_to', 'offered_to', 'safe_to', 'last_eff', 'heard', 'enrolled', 'revoked'],
        ['hub-first', '', '', 1, 1, 0, made, made, made, 0],
      ),
      code: await part(['code', 'place', 'reusable', 'expires', 'used'], ['a hash', 'panel', 0, made, 0]),
    },
    blobs: { count: 0, bytes: 0 },
  })
  const { db, close } = await openBareDatabase()
  await restore(backups, { db, blobs: scratch }, () => undefined)
  expect(await db.selectFrom('code').selectAll().executeTakeFirst()).toMatchObject({ place: 'panel', whole: '' })
  expect(await db.selectFrom('row').select('row').execute()).toEqual([{ row: 'class/three' }])
  const { rows } = await sql<{ n: number }>`select count(*) as n from audit`.execute(db)
  expect(Number(rows[0]?.n)).toBe(0)
  await close()
})
