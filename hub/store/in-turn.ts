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
    if (isPostgres(db)) await sql`select pg_advisory_xact_lock(${intakeLock})`.execute(transaction)
    return work(transaction)
  })
}

/** One lock a county, since a database may hold several in schemas of their own. */
const intakeLock = sql`hashtextextended('tongke intake ' || current_schema(), 0)`
