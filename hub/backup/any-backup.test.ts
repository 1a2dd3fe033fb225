import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { openBareDatabase } from '../../test/databases/test-database.ts'
import { id, openSmallCounty, people } from '../../test/hubs/small-county.ts'
import { secretOf } from '../store/secret.ts'
import { tablesOf } from '../store/tables.ts'
import { markUnfinished, unfinishedBackup } from '../store/unfinished.ts'
import { backUp } from './back-up.ts'
import { BackupFiles, type Part } from './files.ts'
import { BackupFault, type Manifest, manifestsIn, readManifest, writeManifest } from './manifest.ts'
import { prune } from './prune.ts'
import { isFree, restore } from './restore.ts'
import { wholeTables } from './tables.ts'

let folder: string
let manifest: Manifest
let bare: Awaited<ReturnType<typeof openBareDatabase>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'any-backup-'))
  bare = await openBareDatabase()
  const hub = await openSmallCounty()
  await secretOf(hub.db)
  const panel = await hub.device('panel')
  panel.records(
    attendanceMarked({ lesson: id.lesson('three.20260908.1'), pupil: people.ann, status: 'present' }),
    people.aide,
  )
  await panel.delivers()
  await backUp({ db: hub.db, blobs: hub.blobFolder }, folder, hub.now(), () => undefined)
  await hub.close()
  manifest = await readManifest(folder, (await manifestsIn(folder))[0] ?? '')
})
afterAll(async () => {
  await bare.close()
  await rm(folder, { recursive: true })
})

/** A sentence, or nothing when it came back. No hub starts on half of it, and the database is good for the next try. */
async function broughtBack(name?: string): Promise<string | undefined> {
  const target = { db: bare.db, blobs: join(folder, 'blobs') }
  const fault = await restore(folder, target, () => undefined, name).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (fault === undefined) {
    await bare.db.deleteFrom('hub').execute()
    await markUnfinished(bare.db, 'for the next try')
    return undefined
  }
  expect(fault).toBeInstanceOf(BackupFault)
  expect(await isFree(bare.db)).toBe(true)
  if ((await tablesOf(bare.db)).length > 0) expect(await unfinishedBackup(bare.db)).toBeDefined()
  return String(fault)
}

describe('a file of a backup that was cut, lengthened, or of which a bit was turned', () => {
  type Damage = typeof damage extends fc.Arbitrary<infer One> ? One : never
  const damage = fc.oneof(
    fc.record({ how: fc.constant('turned' as const), at: fc.nat(), bit: fc.nat(7) }),
    fc.record({ how: fc.constant('cut' as const), at: fc.nat() }),
    fc.record({ how: fc.constant('lengthened' as const), by: fc.uint8Array({ minLength: 1, maxLength: 9 }) }),
    fc.record({ how: fc.constant('another' as const), by: fc.uint8Array({ maxLength: 90 }) }),
  )

  test('is told in a sentence, before anything is written; other backups stay', async () => {
    const inFolder = await readdir(folder, { recursive: true, withFileTypes: true })
    const all = inFolder.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), damage, async (path, done) => {
        const bytes = await readFile(path)
        const broken = damaged(bytes, done)
        fc.pre(!broken.equals(bytes))
        await writeFile(path, broken)
        expect(await broughtBack()).toMatch(/\w/)
        expect(await tablesOf(bare.db)).toEqual([])
        await prune(folder, manifest.made, 90)
        expect((await readdir(folder, { recursive: true, withFileTypes: true })).length).toBe(inFolder.length)
        await writeFile(path, bytes)
      }),
      { numRuns: 30 },
    )
  })

  function damaged(bytes: Buffer, done: Damage): Buffer {
    if (done.how === 'cut') return bytes.subarray(0, done.at % bytes.length)
    if (done.how === 'lengthened') return Buffer.concat([bytes, done.by])
    if (done.how === 'another') return Buffer.from(done.by)
    const turned = Buffer.from(bytes)
    const at = done.at % bytes.length
    turned.writeUInt8((turned[at] ?? 0) ^ (1 << done.bit), at)
    return turned
  }
})

describe('a backup that is whole, and says what no hub has written', () => {
  const text = fc.oneof(fc.constantFrom('', '__proto__', 'fact', 'kysely_migration', '001-first', '2026'), fc.string())
  const wrong = fc.oneof(fc.jsonValue({ maxDepth: 2 }), text, fc.constantFrom(-1, 0.5, 1e300, Number.MAX_SAFE_INTEGER))

  test('in its manifest, is told in a sentence', async () => {
    const parts = [...manifest.log, ...Object.values(manifest.rows)]
    const part = fc.oneof(fc.constantFrom(...parts), wrong)
    const said = fc.record(
      {
        v: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: wrong }),
        hub: fc.constantFrom(manifest.hub, 'none'),
        tables: fc.oneof(fc.constant(manifest.tables), wrong),
        made: fc.oneof(fc.constant(manifest.made), wrong),
        log: fc.oneof(fc.array(part, { maxLength: 2 }), wrong),
        ends: fc.oneof(fc.constant(manifest.ends), wrong),
        rows: fc.oneof(fc.dictionary(fc.constantFrom(...Object.keys(manifest.rows), 'row', '__proto__'), part), wrong),
        blobs: fc.oneof(fc.constant(manifest.blobs), wrong),
      },
      { requiredKeys: ['v', 'log', 'rows'] },
    )
    await fc.assert(
      fc.asyncProperty(said, async (content) => {
        // Sealed as a hub does it, whatever it is.
        const name = await writeManifest(folder, { ...(content as Manifest), made: manifest.made + 1_000 })
        await broughtBack(name)
        await rm(join(folder, 'backups', name))
      }),
      { numRuns: 15 },
    )
  })

  test('in its tables or its log, is told in a sentence, and no hub starts on what came back of it', async () => {
    const files = new BackupFiles(folder)
    async function* lines(values: readonly unknown[]) {
      yield* values
    }
    const write = async (values: readonly unknown[]): Promise<Part> =>
      (await files.write(lines(values))) ?? manifest.log[0] ?? expect.unreachable()
    const cell = fc.oneof(wrong, fc.constantFrom('a', 'name', 'secret', 1, 0))
    const named = fc.constantFrom(...Object.values(wholeTables).flat(), 'value', 'nothing', '"; drop table hub; --')
    const table = fc.tuple(
      fc.array(named, { maxLength: 4 }),
      fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 3 }),
    )
    const fact = fc.tuple(
      ...[fc.constantFrom('county', ''), fc.constantFrom(1, 2), fc.nat(), fc.constantFrom('', 'all', 'who')],
      ...[fc.constantFrom('hub-1', ''), fc.constantFrom(1, 2), fc.nat(), fc.nat(), fc.constantFrom('', 'ann')],
      ...[
        fc.constantFrom('member.enrolled', 'person.erased', 'later'),
        fc.constantFrom('{}', '{', 'null', '[]', '{"person":"ann"}'),
      ],
    )
    const entry = fc.oneof({ weight: 4, arbitrary: fact }, { weight: 1, arbitrary: fc.oneof(fc.array(cell), cell) })
    const some = fc.dictionary(fc.constantFrom(...Object.keys(wholeTables), 'fact', 'row'), table, { maxKeys: 2 })
    await fc.assert(
      fc.asyncProperty(some, fc.array(entry, { maxLength: 3 }), async (tables, entries) => {
        const rows: Record<string, Part> = {}
        for (const [name, [columns, values]] of Object.entries(tables)) rows[name] = await write([columns, ...values])
        const log = entries.length > 0 ? [await write(entries)] : []
        const name = await writeManifest(folder, { ...manifest, rows, log, made: manifest.made + 1_000 })
        await broughtBack(name)
        await rm(join(folder, 'backups', name))
      }),
      // On PostgreSQL each makes all tables anew.
      { numRuns: 5 },
    )
  })
})
