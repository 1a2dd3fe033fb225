import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { sql } from 'kysely'
import { isErased } from '../../core/facts/erasing.ts'
import { blobFile } from '../blobs/folder.ts'
import { markAfter } from '../facts/scope-log.ts'
import type { HubDb } from '../store/schema.ts'
import type { Manifest } from './manifest.ts'
import type { CopyInto } from './restore.ts'
import { rowsOf } from './rows-of.ts'
import { allTables, wholeTables } from './tables.ts'

/**
 * What of a backup is not in a database and a folder that it was brought back to, in words: every fact is read and its
 * log's running hash reckoned anew (but over what was erased of one), tables are counted, files are hashed (unless no
 * folder is given).
 *
 * @returns `undefined` when nothing is amiss
 */
export async function difference(
  manifest: Manifest,
  { db, blobs }: Pick<CopyInto, 'db' | 'blobs'>,
): Promise<string | undefined> {
  for (const [scope, [n, mark]] of Object.entries(manifest.ends)) {
    const end = await endAsReckoned(db, scope)
    if (end?.n !== n || end.mark !== mark) return `the log of ${scope} ends otherwise than in the backup`
  }
  for (const name of Object.keys(wholeTables)) {
    // What older parts of the log still have of erased people was taken out once more, and their photos' bytes go once more.
    if (name === 'blob_gone') continue
    // Its first line names the columns.
    const wanted = Math.max(0, (manifest.rows[name]?.lines ?? 1) - 1)
    const found = await count(db, name)
    if (found !== wanted) return `the table ${name} has ${found} rows where there should be ${wanted}`
  }
  if (blobs === undefined) return undefined
  const whole = await db.selectFrom('blob').select(['hash', 'size']).where('whole', '=', 1).execute()
  for (const { hash } of whole) {
    if ((await hashOf(blobFile(blobs, hash))) !== hash) return `the file ${hash} is not what it was`
  }
  return undefined
}

/**
 * What of one database is otherwise in another, in words: each row of each table is compared.
 *
 * @returns `undefined` when they are alike
 */
export async function unlikeness(
  one: HubDb,
  other: HubDb,
  progress: (words: string) => void,
): Promise<string | undefined> {
  for (const [name, key] of Object.entries(allTables) as [keyof typeof allTables, string[]][]) {
    progress(`comparing ${name}`)
    const theirs = rowsOf(other, name, key)
    for await (const row of rowsOf(one, name, key)) {
      const { value } = await theirs.next()
      if (!value || inOrder(value) !== inOrder(row)) return `the table ${name} is not the same in both`
    }
    if (!(await theirs.next()).done) return `the table ${name} is not the same in both`
  }
  return undefined
}

/** A migration may have put a column elsewhere. */
function inOrder(row: Record<string, string | number>): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** How much is in a database, in words. */
export async function summary(db: HubDb): Promise<string> {
  const [facts, rows, devices, files] = await Promise.all(
    ['fact', 'row', 'device', 'blob'].map((one) => count(db, one)),
  )
  return `${facts} facts, ${rows} rows, ${devices} devices, ${files} files`
}

const chunk = 5_000

/** A log's end; `undefined` where a running hash does not come of the one before it and its fact. */
async function endAsReckoned(db: HubDb, scope: string): Promise<{ n: number; mark: number } | undefined> {
  let end = { n: 0, mark: 0 }
  for (;;) {
    const rows = await db
      .selectFrom('scope_log as log')
      .innerJoin('fact', (join) => join.onRef('fact.device', '=', 'log.device').onRef('fact.seq', '=', 'log.seq'))
      .selectAll('fact')
      .select(['log.n', 'log.again', 'log.mark'])
      .where('log.scope', '=', scope)
      .where('log.n', '>', end.n)
      .orderBy('log.n')
      .limit(chunk)
      .execute()
    for (const row of rows) {
      const mark = Number(row.mark)
      // The log has it as it was told then: what was erased since stands in the hash, and nowhere else.
      const isTold = markAfter(end.mark, { ...row, text: row.body }, row.again) === mark
      if (!isTold && !isErased({ body: JSON.parse(row.body) })) return undefined
      end = { n: Number(row.n), mark }
    }
    if (rows.length < chunk) return end
  }
}

async function count(db: HubDb, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)
  return Number(rows[0]?.n)
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes)
  return hash.digest('hex')
}
