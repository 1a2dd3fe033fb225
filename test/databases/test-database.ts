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

/** How often a property is tried here: as often as it takes on SQLite, and on PostgreSQL a sixth, since the rest would be the same again. */
export function tries(numRuns: number): { numRuns: number } {
  return { numRuns: inject('postgres') ? Math.ceil(numRuns / 6) : numRuns }
}

/** The address of an empty schema, for several hubs that share it. */
export async function openSharedSchema(): Promise<string> {
  const server = inject('postgres')
  if (!server) throw new Error('only for tests on PostgreSQL')
  return (await createSchema(server)).url
}

/** A database without any tables. */
export async function openBareDatabase(): Promise<Pick<TestDatabase, 'db' | 'close'>> {
  const server = inject('postgres')
  if (!server) {
    const db = await connectSqlite(':memory:')
    return { db, close: () => db.destroy() }
  }
  const schema = await createSchema(server)
  const db = connectPostgres(schema.url)
  return {
    db,
    async close() {
      // What the migrations ask of the catalogue grows with all schemas that there are.
      await sql`drop schema ${sql.id(schema.name)} cascade`.execute(db)
      await db.destroy()
    },
  }
}

/** An empty schema, and its address. */
interface Schema {
  name: string
  url: string
}

/** A schema with the hub's tables in it, empty, and connections to it. */
interface Tables {
  db: HubDb
  url: string
}

/** Those that no test uses now: tables and connections take longer to make than most tests. */
const free: Tables[] = []

let home: Promise<string> | undefined

/** A database for this worker's schemas: who asks for the tables that there are must not meet one that is just taken away. */
async function createDatabase(server: string): Promise<string> {
  const name = freshName()
  await run(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function createSchema(server: string): Promise<Schema> {
  home ??= createDatabase(server)
  const name = freshName()
  await run(await home, `create schema ${name}`)
  return { name, url: `${await home}&options=${encodeURIComponent(`-c search_path=${name}`)}` }
}

function freshName(): string {
  return `test_${randomBytes(8).toString('hex')}`
}

async function openIn(server: string): Promise<TestDatabase> {
  const tables = free.pop() ?? (await makeTables(server))
  const growth = await growthAmong(tables.url)
  return {
    db: tables.db,
    growth,
    async close() {
      await growth.close()
      await empty(tables.db)
      free.push(tables)
    },
  }
}

async function makeTables(server: string): Promise<Tables> {
  const { url } = await createSchema(server)
  const db = connectPostgres(url)
  await migrate(db)
  return { db, url }
}

/** Row by row, since most tables have few or none: `truncate` makes each of their files anew. */
async function empty(db: HubDb): Promise<void> {
  await sql`
    do $$
    declare name text;
    begin
      for name in select tablename from pg_tables where schemaname = current_schema() and tablename not like 'kysely%' loop
        execute format('delete from %I', name);
      end loop;
    end $$
  `.execute(db)
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
