import { Kysely, Migrator, SqliteDialect, sql } from 'kysely'
import Database from 'libsql'
import { migrations } from './migrations.ts'
import type { HubDb, HubTables } from './schema.ts'

/**
 * Opens the embedded database and brings its tables up to date. Every commit is on the disk before it is answered for
 * (`synchronous = full`).
 *
 * @param file path, or ':memory:'
 * @throws if the file is no database, or is a newer program's
 */
export async function openSqlite(file: string): Promise<HubDb> {
  const db = new Kysely<HubTables>({ dialect: new SqliteDialect({ database: new Database(file) }) })
  await sql`pragma journal_mode = wal`.execute(db)
  await sql`pragma synchronous = full`.execute(db)
  await sql`pragma busy_timeout = 5000`.execute(db)
  await sql`pragma cache_size = -32000`.execute(db)
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations({ withoutRowid: true }) },
  }).migrateToLatest()
  if (error) throw error
  return db
}
