import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from 'kysely'
import Database from 'libsql'
import type { HubDb, HubTables } from './schema.ts'

/**
 * Connects to the embedded database. Every commit is on the disk before it is answered for (`synchronous = full`).
 *
 * @param file path, or ':memory:'
 * @throws if the file is no database
 */
export async function connectSqlite(file: string): Promise<HubDb> {
  const db = new Kysely<HubTables>({ dialect: new SqliteDialect({ database: preparedOnce(new Database(file)) }) })
  await sql`pragma journal_mode = wal`.execute(db)
  await sql`pragma synchronous = full`.execute(db)
  await sql`pragma busy_timeout = 5000`.execute(db)
  await sql`pragma cache_size = -64000`.execute(db)
  // Pages; a day's rush of deliveries is written back in one go and not many times over.
  await sql`pragma wal_autocheckpoint = 8000`.execute(db)
  return db
}

/** SQLite undoes a transaction by itself when its disk is full; to undo it once more would fail, and hide why. */
function rollback(database: Database.Database): SqliteStatement {
  const statement = database.prepare('rollback')
  return {
    reader: false,
    all: () => [],
    iterate: () => [][Symbol.iterator](),
    run: () => (database.inTransaction ? statement.run() : { changes: 0, lastInsertRowid: 0 }),
  }
}

/** How many statements are kept prepared; the hub has some two hundred, and those whose lists vary in length. */
const mostStatements = 1000

/** Prepares each statement once: that takes as long as most of them run. Kysely runs them one after the other. */
function preparedOnce(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(text) {
      const known = prepared.get(text)
      if (known) return known
      if (prepared.size >= mostStatements) prepared.clear()
      const statement = text === 'rollback' ? rollback(database) : database.prepare(text)
      prepared.set(text, statement)
      return statement
    },
  }
}
