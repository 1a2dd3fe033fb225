import { PostgresAdapter } from 'kysely'
import type { HubDb } from './schema.ts'

/** Whether this is PostgreSQL; SQLite otherwise. Also of a transaction. */
export function isPostgres(db: HubDb): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}
