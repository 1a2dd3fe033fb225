import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { blobFile } from '../blobs/folder.ts'
import { isPostgres } from '../store/dialect.ts'
import type { HubDb, HubTables } from '../store/schema.ts'
import { BackupFiles, type Part } from './files.ts'
import { BackupFault, beganOf, type Manifest, readManifests, writeManifest } from './manifest.ts'
import { rowsOf } from './rows-of.ts'
import { declareSafe, safeNumbers } from './safe.ts'
import { wholeTables } from './tables.ts'

/** What is backed up: a hub's database and its files; the hub may be running. */
export interface Source {
  db: HubDb
  /** Where the hub's blobs are. */
  blobs: string
}

export interface BackedUp {
  name: string
  /** Facts that were written: those that no backup had, or all of them when a log was begun anew. */
  facts: number
  /** Files that were not there before, or were not whole any more. */
  files: number
}

export interface Manner {
  /** Reads all that older backups have written, and writes anew what is not what it was. */
  thorough?: boolean
  /** How long a log goes on before it is written anew, ms: so long what was erased stays in it. */
  renewedAfter?: number
}

/** Rows read at a time. */
const chunk = 5_000

/**
 * Backs a hub up into a folder, beside the backups that are there: what they have is not written again. When it is on
 * the disk, every fact in it counts as safe, and devices may let go of it.
 *
 * @param progress told what is being done, in words
 * @throws BackupFault when the folder has another hub's backups
 */
export async function backUp(
  source: Source,
  folder: string,
  now: number,
  progress: (words: string) => void,
  manner: Manner = {},
): Promise<BackedUp> {
  const { safe, ...done } = await copyOut(source, folder, now, progress, manner)
  await declareSafe(source.db, safe)
  return done
}

export interface CopyFrom {
  db: HubDb
  /** Photos and lessons are left where they are without. */
  blobs?: string
}

/** As `backUp`, into a folder that will not be kept: nothing is safe for being in there. */
export async function copyOut(
  { db, blobs }: CopyFrom,
  folder: string,
  now: number,
  progress: (words: string) => void,
  { thorough = false, renewedAfter = Number.POSITIVE_INFINITY }: Manner = {},
): Promise<BackedUp & { safe: Map<string, number> }> {
  const files = new BackupFiles(folder)
  const older = await readManifests(folder)
  const before = older[0]?.manifest
  const goesOn = before && now - beganOf(before, older) <= renewedAfter && (await areWhole(files, before))
  const snapshot = isPostgres(db) ? db.transaction().setIsolationLevel('repeatable read') : db.transaction()
  const { manifest, safe, wholeBlobs, facts } = await snapshot.execute(async (frozen) => {
    const hub = await hubId(frozen)
    if (before && before.hub !== hub) throw new BackupFault(`${folder} has backups of another hub`)
    const base = goesOn && (await fits(frozen, before)) ? before : undefined
    const began = base ? beganOf(base, older) : now
    const ends: Manifest['ends'] = { ...base?.ends }
    progress('facts')
    const part = await files.write(newEntries(frozen, ends))
    const rows: Manifest['rows'] = {}
    for (const name of Object.keys(wholeTables) as (keyof typeof wholeTables)[]) {
      progress(name)
      const table = await files.write(wholeTable(frozen, name, wholeTables[name]))
      if (table) rows[name] = table
    }
    const waiting = await files.write(waitingFacts(frozen))
    if (waiting) rows.fact = waiting
    const log: Part[] = [...(base?.log ?? []), ...(part ? [part] : [])]
    const tables = await lastMigration(frozen)
    const wholeBlobs = await blobsOf(frozen)
    const sum = { count: wholeBlobs.length, bytes: wholeBlobs.reduce((bytes, { size }) => bytes + size, 0) }
    const manifest: Manifest = { v: 1, hub, tables, made: now, began, log, ends, rows, blobs: sum }
    return { manifest, safe: await safeNumbers(frozen), wholeBlobs, facts: part?.lines ?? 0 }
  })
  const there = (blob: WholeBlob) =>
    thorough ? files.isWhole({ hash: blob.hash, bytes: blob.size }) : files.has(blob.hash, blob.size)
  const copied = blobs === undefined ? 0 : await copyBlobs(wholeBlobs, files, there, blobs, progress)
  return { name: await writeManifest(folder, manifest), facts, files: copied, safe }
}

/** Whether a log's parts still are what was written: nothing is added to what could not be brought back. */
async function areWhole(files: BackupFiles, { log }: Manifest): Promise<boolean> {
  for (const part of log) if (!(await files.isWhole(part))) return false
  return true
}

/** Tells hubs apart without telling their secret. */
export async function hubId(db: HubDb): Promise<string> {
  const row = await db.selectFrom('hub').select('value').where('name', '=', 'secret').executeTakeFirstOrThrow()
  return createHash('sha256').update(`tongke backup of ${row.value}`).digest('hex')
}

/** Whether the logs still are what they were at that backup; not, where the hub was put back to before it. */
async function fits(db: HubDb, { ends }: Manifest): Promise<boolean> {
  for (const [scope, [n, mark]] of Object.entries(ends)) {
    const entry = await db
      .selectFrom('scope_log')
      .select('mark')
      .where('scope', '=', scope)
      .where('n', '=', n)
      .executeTakeFirst()
    if (Number(entry?.mark) !== mark) return false
  }
  return true
}

/** What the logs have behind these ends, which move along: scope, n, mark, again, and the fact. */
async function* newEntries(db: HubDb, ends: Manifest['ends']): AsyncGenerator<unknown[]> {
  const scopes = await db.selectFrom('scope_log').select('scope').distinct().orderBy('scope').execute()
  for (const { scope } of scopes) {
    for (;;) {
      const rows = await db
        .selectFrom('scope_log as log')
        .innerJoin('fact', (join) => join.onRef('fact.device', '=', 'log.device').onRef('fact.seq', '=', 'log.seq'))
        .selectAll('fact')
        .select(['log.n', 'log.mark', 'log.again'])
        .where('log.scope', '=', scope)
        .where('log.n', '>', ends[scope]?.[0] ?? 0)
        .orderBy('log.n')
        .limit(chunk)
        .execute()
      for (const { n, mark, again, device, seq, at, eff, by, kind, body } of rows) {
        yield [scope, Number(n), Number(mark), again, device, Number(seq), Number(at), Number(eff), by, kind, body]
        ends[scope] = [Number(n), Number(mark)]
      }
      if (rows.length < chunk) break
    }
  }
}

/** A table's columns, and then its rows in their order. */
async function* wholeTable(
  db: HubDb,
  name: keyof HubTables,
  key: readonly string[],
): AsyncGenerator<(string | number)[]> {
  let columns: string[] | undefined
  for await (const row of rowsOf(db, name, key)) {
    if (!columns) {
      columns = Object.keys(row)
      yield columns
    }
    yield columns.map((column) => row[column] ?? '') // no column is ever null
  }
}

/** Facts that were not taken: those that are in no log. */
async function* waitingFacts(db: HubDb): AsyncGenerator<unknown[]> {
  const rows = await db
    .selectFrom('fact')
    .selectAll()
    // As it stands in the index of those few facts, or SQLite would walk them all.
    .where('state', '<>', sql.lit('taken'))
    .orderBy('device')
    .orderBy('seq')
    .execute()
  const columns = ['device', 'seq', 'at', 'eff', 'by', 'kind', 'body', 'state', 'why'] as const
  if (rows.length > 0) yield [...columns]
  for (const row of rows) yield columns.map((column) => row[column])
}

async function lastMigration(db: HubDb): Promise<string> {
  const { rows } = await sql<{ name: string }>`select max(name) as name from kysely_migration`.execute(db)
  return rows[0]?.name ?? ''
}

interface WholeBlob {
  hash: string
  size: number
}

async function blobsOf(db: HubDb): Promise<WholeBlob[]> {
  const rows = await db.selectFrom('blob').select(['hash', 'size']).where('whole', '=', 1).orderBy('hash').execute()
  return rows.map(({ hash, size }) => ({ hash, size: Number(size) }))
}

/** Copies the files that are not there yet. @returns how many */
async function copyBlobs(
  all: readonly WholeBlob[],
  files: BackupFiles,
  isThere: (blob: WholeBlob) => Promise<boolean>,
  folder: string,
  progress: (words: string) => void,
): Promise<number> {
  let copied = 0
  for (const [n, blob] of all.entries()) {
    if (await isThere(blob)) continue
    progress(`files ${n + 1}/${all.length}`)
    await files.add(blob.hash, blobFile(folder, blob.hash))
    copied += 1
  }
  return copied
}
