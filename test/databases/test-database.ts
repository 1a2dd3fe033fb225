import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { type Growth, growthHere } from '../../hub/facts/growth.ts'
import { growthAmong } from '../../hub/facts/growth-postgres.ts'
import { migrate } from '../../hub/store/migrate.ts'
import { connectPostgres } from '../../hub/store/postgres.ts'
import type { HubDb } from '../../hub/store/schema.ts'
import { connectSqlite } from '../../hub/store/sqlite.ts'

/** An empty database for one hub of a test. */
export interface TestDatabase {
  db: HubDb
  growth: Growth
  /** Takes it away. */
  close(): Promise<void>
}

/** SQLite in memory; where the project has a PostgreSQL server, a schema there: the same tests must hold on both. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  if (server) return openIn(server)
  const db = await connectSqlite(':memory:')
  await migrate(db)
  return { db, growth: growthHere(), close: () => db.destroy() }
}

/** The address of an empty schema, for several hubs that share it. */
export async function openSharedSchema(): Promise<string> {
  const server = inject('postgres')
  if (!server) throw new Error('only for tests on PostgreSQL')
  const schema = createSchema(server)
  await run(server, `create schema ${schema.name}`)
  return schema.url
}

/** A database without any tables. */
export async function openBareDatabase(): Promise<Pick<TestDatabase, 'db' | 'close'>> {
  const server = inject('postgres')
  if (!server) {
    const db = await connectSqlite(':memory:')
    return { db, close: () => db.destroy() }
  }
  const schema = createSchema(server)
  await run(server, `create schema ${schema.name}`)
  const db = connectPostgres(schema.url)
  return { db, close: () => db.destroy() }
}

/** A schema with the hub's tables in it, empty. */
interface Schema {
  name: string
  url: string
}

/** Those that no test uses now: making one takes longer than most tests. */
const free: Schema[] = []

function createSchema(server: string): Schema {
  const name = `test_${randomBytes(8).toString('hex')}`
  return { name, url: `${server}&options=${encodeURIComponent(`-c search_path=${name}`)}` }
}

async function openIn(server: string): Promise<TestDatabase> {
  const used = free.pop()
  const schema = used ?? createSchema(server)
  if (!used) await run(server, `create schema ${schema.name}`)
  const db = connectPostgres(schema.url)
  await migrate(db)
  const growth = await growthAmong(schema.url)
  return {
    db,
    growth,
    async close() {
      await growth.close()
      await empty(db)
      await db.destroy()
      free.push(schema)
    },
  }
}

async function empty(db: HubDb): Promise<void> {
  const tables = sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`
  const ours = (await tables.execute(db)).rows.filter(({ name }) => !name.startsWith('kysely_'))
  await sql`truncate ${sql.join(ours.map(({ name }) => sql.table(name)))}`.execute(db)
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
