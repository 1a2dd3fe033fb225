import { Kysely, SqliteDialect, sql } from 'kysely'
import Database from 'libsql'
import type { HubDb, HubTables } from './schema.ts'

/**
 * Connects to the embedded database. Every commit is on the disk before it is answered for (`synchronous = full`).
 *
 * @param file path, or ':memory:'
 * @throws if the file is no database
 */
export async function connectSqlite(file: string): Promise<HubDb> {
  const db = new Kysely<HubTables>({ dialect: new SqliteDialect({ database: new Database(file) }) })
  await sql`pragma journal_mode = wal`.execute(db)
  await sql`pragma synchronous = full`.execute(db)
  await sql`pragma busy_timeout = 5000`.execute(db)
  await sql`pragma cache_size = -64000`.execute(db)
  // Pages; a day's rush of deliveries is written back in one go and not many times over.
  await sql`pragma wal_autocheckpoint = 8000`.execute(db)
  return db
}
