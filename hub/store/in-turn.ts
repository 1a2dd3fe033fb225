import { sql } from 'kysely'
import { isPostgres } from './dialect.ts'
import type { HubDb } from './schema.ts'

/**
 * A transaction that waits for its turn among all hubs on this database: what reduces rows must see all facts of them,
 * and a scope's numbers must become visible in their order.
 */
export function inTurn<T>(db: HubDb, work: (transaction: HubDb) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    // SQLite has one writer anyway.
    if (isPostgres(db)) await sql`select pg_advisory_xact_lock(${intakeLock}), ${byKeys}`.execute(transaction)
    return work(transaction)
  })
}

/**
 * What is done in turn looks up keys. While a table grows and PostgreSQL has not looked at it yet (`statistics.ts`), it
 * guesses that a key has thousands of rows, and walks whole tables for a few: half a second in place of one millisecond. So these
 * ways count as dear until the transaction ends.
 */
const byKeys = sql.join(
  ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'].map((way) => sql`set_config(${way}, 'off', true)`),
)

/**
 * Work on a file that all hubs on this database share, one hub at a time. What it asks of the database goes by the
 * connection that it is given.
 */
export async function oneHubAtATime<T>(db: HubDb, file: string, work: (db: HubDb) => Promise<T>): Promise<T> {
  // An embedded database has one hub.
  if (!isPostgres(db)) return work(db)
  const lock = sql`hashtextextended('tongke file ' || current_schema() || ${file}, 0)`
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${lock})`.execute(connection)
    try {
      return await work(connection)
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(connection)
    }
  })
}

/** One lock a county, since a database may hold several in schemas of their own. */
const intakeLock = sql`hashtextextended('tongke intake ' || current_schema(), 0)`
