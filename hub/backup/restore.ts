import { sql } from 'kysely'
import * as v from 'valibot'
import { readBody } from '../../core/facts/catalogue.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { blobFile } from '../blobs/folder.ts'
import { eraseAgain } from '../facts/erase.ts'
import { factsWithLinked, reduceRowsAnew } from '../facts/rows.ts'
import { strikeAgain } from '../facts/strike.ts'
import { addRows } from '../store/bulk.ts'
import { isPostgres } from '../store/dialect.ts'
import { isDiskFull } from '../store/disk-full.ts'
import { isKnownMigration, migrate } from '../store/migrate.ts'
import type { HubDb } from '../store/schema.ts'
import { tablesOf } from '../store/tables.ts'
import { markFinished, markUnfinished, unfinishedBackup } from '../store/unfinished.ts'
import { oneAhead, someAtOnce } from './at-once.ts'
import { BackupFiles, type Part } from './files.ts'
import { BackupFault, type Manifest, manifestsIn, readManifest } from './manifest.ts'
import { declareSafe, safeNumbers } from './safe.ts'
import { allTables, countedTables, passingTables, wholeTables } from './tables.ts'

/** Where a backup is brought back to: a database without tables, and a folder for its blobs. */
export interface Target {
  db: HubDb
  blobs: string
}

/** Rows inserted at a time. */
const chunk = 5_000

/**
 * Brings a backup back. All of it is checked before anything is written. Where it was cut off, no hub starts on the
 * database, and it can be done again.
 *
 * @param name which backup; the newest without
 * @throws BackupFault when a file is missing or not what was written, or the backup is a newer program's
 */
export async function restore(
  folder: string,
  target: Target,
  progress: (words: string) => void,
  name?: string,
): Promise<Manifest> {
  const manifest = await copyIn(folder, target, progress, name)
  await declareSafe(target.db, await safeNumbers(target.db))
  return manifest
}

export interface CopyInto {
  db: HubDb
  /** Photos and lessons are left where they are without. */
  blobs?: string
  /** Looks at what came of it, while no hub starts on it yet. @throws if it should not */
  check?(): Promise<void>
}

/** As `restore`, from a folder that will not be kept: nothing is safe for being in there. */
export async function copyIn(
  folder: string,
  target: CopyInto,
  progress: (words: string) => void,
  name?: string,
): Promise<Manifest> {
  const newest = name ?? (await manifestsIn(folder))[0]
  if (newest === undefined) throw new BackupFault(`there is no backup in ${folder}`)
  const manifest = await readManifest(folder, newest)
  if (!isKnownMigration(manifest.tables))
    throw new BackupFault(`${newest} was written by a newer program: bring it back with that one`)
  const files = new BackupFiles(folder)
  await someAtOnce([...manifest.log, ...Object.values(manifest.rows)], async (part) => {
    progress(`checking ${part.hash.slice(0, 8)}`)
    await files.check(part)
  })
  const blobs = target.blobs === undefined ? [] : await blobsIn(files, manifest)
  await someAtOnce(blobs, async (blob, n) => {
    progress(`checking files ${n + 1}/${blobs.length}`)
    await files.check(blob)
  })

  await makeEmpty(target.db)
  try {
    await write(target.db, files, newest, manifest, progress)
    const { blobs: folderOfBlobs } = target
    if (folderOfBlobs !== undefined)
      await someAtOnce(blobs, ({ hash }) => files.giveOut(hash, blobFile(folderOfBlobs, hash)))
  } catch (error) {
    // What its lines say together, only the database knows.
    if (error instanceof BackupFault || isDiskFull(error)) throw error
    throw new BackupFault(`${newest} was not brought back: ${error instanceof Error ? error.message : error}`)
  }
  await target.check?.()
  await markFinished(target.db)
  return manifest
}

/** Writes all that a backup has but its files into a database without tables, which is marked as unfinished meanwhile. */
async function write(
  into: HubDb,
  files: BackupFiles,
  name: string,
  manifest: Manifest,
  progress: (words: string) => void,
): Promise<void> {
  await migrate(into, manifest.tables)
  await markUnfinished(into, name)
  await into.transaction().execute(async (db) => {
    for (const [table, part] of Object.entries(manifest.rows)) {
      progress(table)
      await fill(db, table, files, part)
    }
  })
  // Tables come back as they were and are brought up to date; lines of the log are the same for every program.
  await migrate(into)
  let facts = 0
  for (const part of manifest.log) {
    for await (const slice of oneAhead(slices(files.read(part)))) {
      await addSlice(into, slice)
      facts += slice.facts.length
      progress(`facts ${facts}`)
    }
  }
  // Or PostgreSQL, which has not looked at what came in yet, walks all of it for some rows.
  if (isPostgres(into)) await sql`analyze fact, fact_row`.execute(into)
  await reduceAll(into, progress)
  // What was told before somebody was erased, or a word struck, stands in the log as it was told.
  await into.transaction().execute(eraseAgain)
  await into.transaction().execute(strikeAgain)
}

/**
 * Whether a backup may be brought back into a database: it is empty, or has what a restore left that was cut off.
 */
export async function isFree(db: HubDb): Promise<boolean> {
  const tables = (await tablesOf(db)).map(({ name }) => name)
  if (tables.some((name) => !isOurs(name))) return false
  if (!tables.includes('hub')) return true
  return (await unfinishedBackup(db)) !== undefined || !(await db.selectFrom('hub').select('name').executeTakeFirst())
}

async function makeEmpty(db: HubDb): Promise<void> {
  if (!(await isFree(db))) throw new BackupFault('restore needs an empty database')
  const names = (await tablesOf(db)).map(({ name }) => name)
  // These two are not among the tables that are told.
  for (const name of [...names, 'kysely_migration', 'kysely_migration_lock'])
    await sql`drop table if exists ${sql.table(name)}`.execute(db)
}

function isOurs(table: string): boolean {
  return table in allTables || table in countedTables || table in passingTables
}

const Value = v.union([v.string(), v.pipe(v.number(), v.safeInteger())])
const Line = v.pipe(v.array(Value), v.minLength(1), v.maxLength(30))
const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** scope, n, mark, again; device, seq, at, eff, by, kind, body */
const Entry = v.tuple([
  ...[v.string(), Whole, Whole, v.string()],
  ...[v.string(), Whole, v.number(), v.number(), v.string(), v.string(), v.string()],
] as const)

/** The photos' and lessons' files that belong to a backup. */
export async function blobsIn(files: BackupFiles, { rows }: Manifest): Promise<{ hash: string; bytes: number }[]> {
  const blobs: { hash: string; bytes: number }[] = []
  for await (const { columns, lines } of tableLines(files, rows.blob)) {
    const at = (name: string) => columns.indexOf(name)
    for (const line of lines) {
      if (line[at('whole')] === 1) blobs.push({ hash: String(line[at('hash')]), bytes: Number(line[at('size')]) })
    }
  }
  return blobs
}

/** Fills a table with what was in it. @throws BackupFault for a table or a column that the program never had */
async function fill(db: HubDb, table: string, files: BackupFiles, part: Part): Promise<void> {
  const known = (await tablesOf(db)).find((one) => one.name === table)
  if (!known || !(table in wholeTables || table === 'fact')) throw new BackupFault(`there is no table ${table}`)
  for await (const { columns, lines } of tableLines(files, part)) {
    const strange = columns.find((name) => !known.columns.some((column) => column.name === name))
    if (strange !== undefined) throw new BackupFault(`the table ${table} has no column ${strange}`)
    await addRows(db, table as 'device', columns as 'device'[], lines) // just looked up
  }
}

/** A table's rows, some thousand at a time, with the columns that stand in its first line. */
async function* tableLines(
  files: BackupFiles,
  part: Part | undefined,
): AsyncGenerator<{ columns: string[]; lines: (string | number)[][] }> {
  if (!part) return
  let columns: string[] | undefined
  for await (const lines of inChunks(files.read(part), Line)) {
    columns ??= lines.shift()?.map(String) ?? []
    const width = columns.length
    if (lines.some((line) => line.length !== width))
      throw new BackupFault(`the file ${part.hash} has a line of another length`)
    if (lines.length > 0) yield { columns, lines }
  }
}

async function* inChunks<S extends v.GenericSchema>(
  values: AsyncIterable<unknown>,
  schema: S,
): AsyncGenerator<v.InferOutput<S>[]> {
  let some: v.InferOutput<S>[] = []
  for await (const value of values) {
    const reading = v.safeParse(schema, value)
    if (!reading.success) throw new BackupFault('a line is not as a backup has it')
    some.push(reading.output)
    if (some.length < chunk) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

/** Some of the log's lines, as rows of three tables. */
interface Slice {
  facts: (string | number)[][]
  log: (string | number)[][]
  names: (string | number)[][]
}

async function* slices(lines: AsyncIterable<unknown>): AsyncGenerator<Slice> {
  for await (const entries of inChunks(lines, Entry)) {
    yield {
      facts: entries.map(([, , , , ...fact]) => [...fact, 'taken', '']),
      log: entries.map(([scope, n, mark, again, device, seq, , , , kind]) => [
        scope,
        n,
        device,
        seq,
        kind,
        mark,
        again,
      ]),
      names: entries.flatMap(([, , , , device, seq, , , , kind, body]) => {
        const reading = readBody(kind, JSON.parse(body))
        return reading.ok ? reading.kind.rows(reading.body).map((row) => [row, device, seq]) : []
      }),
    }
  }
}

/** By slices, since one of a million facts takes their room on the disk twice. What is cut off in between begins anew. */
async function addSlice(db: HubDb, { facts, log, names }: Slice): Promise<void> {
  const factColumns = ['device', 'seq', 'at', 'eff', 'by', 'kind', 'body', 'state', 'why'] as const
  const logColumns = ['scope', 'n', 'device', 'seq', 'kind', 'mark', 'again'] as const
  const parts = [
    (to: HubDb) => addRows(to, 'fact', factColumns, facts, 'is passed over'),
    (to: HubDb) => addRows(to, 'scope_log', logColumns, log),
    (to: HubDb) => addRows(to, 'fact_row', ['row', 'device', 'seq'], names, 'is passed over'),
  ]
  // PostgreSQL fills each table on a connection of its own.
  if (isPostgres(db)) await someAtOnce(parts, (add) => loading(db, add))
  else
    await db.transaction().execute(async (transaction) => {
      for (const add of parts) await add(transaction)
    })
}

/**
 * A transaction that PostgreSQL need not have on the disk yet: what is lost of it begins anew, since the word that all is back
 * comes after it, and that one waits for the disk.
 */
function loading(db: HubDb, work: (transaction: HubDb) => Promise<void>): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    if (isPostgres(db)) await sql`set local synchronous_commit = off`.execute(transaction)
    await work(transaction)
  })
}

/** Makes every row anew from its facts; while some are written, those of the next are read. */
async function reduceAll(db: HubDb, progress: (words: string) => void): Promise<void> {
  let done = 0
  for await (const { keys, facts } of oneAhead(rowsToReduce(db))) {
    await loading(db, (transaction) => reduceRowsAnew(transaction, keys, facts))
    done += keys.length
    progress(`rows ${done}`)
  }
}

async function* rowsToReduce(db: HubDb): AsyncGenerator<{ keys: RowKey[]; facts: Map<RowKey, TimedFact[]> }> {
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('fact_row')
      .select('row')
      .distinct()
      .where('row', '>', last)
      .orderBy('row')
      .limit(chunk)
      .execute()
    if (rows.length === 0) return
    const keys = rows.map(({ row }) => row as RowKey) // they were written from such
    yield { keys, facts: await factsWithLinked(db, keys) }
    last = rows[rows.length - 1]?.row ?? last
  }
}
