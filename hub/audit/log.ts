import { createHash } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import * as v from 'valibot'
import type { DeviceId, PersonId } from '../../core/facts/ids.ts'
import type { Act } from '../../core/reports/acts.ts'
import { isPostgres } from '../store/dialect.ts'
import type { HubDb, HubTables } from '../store/schema.ts'

/** Who does something: a person at a device; '' where a command on the hub's own machine does it. */
export interface Actor {
  by: PersonId | ''
  device: DeviceId | ''
}

/** `about` says of what, in ids and counts: never a name, a code, or anything else that may have to be erased. */
export interface Note extends Actor {
  act: Act
  about: Record<string, string | number>
}

/** A note as it stands: the `n`th, from 1, at `at` (ms since 1970). */
export interface Noted extends Note {
  n: number
  at: number
  /** SHA-256 over this note and the hash before it, in hex: who changes or leaves out one breaks all behind it. */
  hash: string
}

/** What stands before the first note. */
const beginning = '0'.repeat(64)

/** Adds a note; in the same transaction as what it tells of, so that neither is there without the other. */
export async function note(db: HubDb, added: Note, now: number): Promise<void> {
  if (!db.isTransaction) return db.transaction().execute((transaction) => note(transaction, added, now))
  // One after the other among all hubs; SQLite has one writer anyway.
  if (isPostgres(db)) await sql`select pg_advisory_xact_lock(${logLock})`.execute(db)
  const last = await db.selectFrom('audit').select(['n', 'hash']).orderBy('n', 'desc').limit(1).executeTakeFirst()
  const about = JSON.stringify(added.about)
  const { by, device, act } = added
  const row = { n: Number(last?.n ?? 0) + 1, at: now, by, device, act, about }
  await db
    .insertInto('audit')
    .values({ ...row, hash: hashOf(row, last?.hash ?? beginning) })
    .execute()
}

/** One log a county, since a database may hold several in schemas of their own. */
const logLock = sql`hashtextextended('tongke audit ' || current_schema(), 0)`

/** The notes before the `n`th, the latest first. */
export async function notesBefore(db: HubDb, n: number, most: number): Promise<Noted[]> {
  const rows = await db.selectFrom('audit').selectAll().where('n', '<', n).orderBy('n', 'desc').limit(most).execute()
  return rows.map(notedIn)
}

/** The notes of a time, the earliest first. @param from ms since 1970 @param until the first moment after it */
export async function notesBetween(db: HubDb, from: number, until: number): Promise<Noted[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('at', '>=', from)
    .where('at', '<', until)
    .orderBy('n')
    .execute()
  return rows.map(notedIn)
}

function notedIn(row: Selectable<HubTables['audit']>): Noted {
  return {
    n: Number(row.n),
    at: Number(row.at),
    by: row.by as PersonId | '', // it was noted as one
    device: row.device as DeviceId | '', // likewise
    act: row.act as Act, // likewise
    about: v.parse(v.record(v.string(), v.union([v.string(), v.number()])), JSON.parse(row.about)),
    hash: row.hash,
  }
}

export type LogCheck =
  | { ok: true; notes: number; hash: string }
  /** The first note that does not fit what stands before it. */
  | { ok: false; n: number }

/**
 * Reads the whole log and checks that nothing in it was changed, added or left out. Notes cut off at its end are missed only
 * by who knows an earlier `hash`: give it as `known`.
 */
export async function checkLog(db: HubDb, known?: { n: number; hash: string }): Promise<LogCheck> {
  let before = { n: 0, hash: beginning }
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('n', '>', before.n)
      .orderBy('n')
      .limit(readAtOnce)
      .execute()
    for (const row of rows) {
      const n = Number(row.n)
      const whole = { n, at: Number(row.at), by: row.by, device: row.device, act: row.act, about: row.about }
      const fits = n === before.n + 1 && row.hash === hashOf(whole, before.hash)
      if (!fits || (known?.n === n && known.hash !== row.hash)) return { ok: false, n: before.n + 1 }
      before = { n, hash: row.hash }
    }
    if (rows.length < readAtOnce) break
  }
  if (known && known.n > before.n) return { ok: false, n: before.n + 1 }
  return { ok: true, notes: before.n, hash: before.hash }
}

const readAtOnce = 1_000

interface Hashed {
  n: number
  at: number
  by: string
  device: string
  act: string
  about: string
}

function hashOf({ n, at, by, device, act, about }: Hashed, before: string): string {
  return createHash('sha256')
    .update(JSON.stringify([before, n, at, by, device, act, about]))
    .digest('hex')
}
