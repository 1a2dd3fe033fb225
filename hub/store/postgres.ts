import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { HubDb, HubTables } from './schema.ts'

/** Connections of one hub; one is for taking in, the others read. */
const connections = 8

/**
 * Connects to a PostgreSQL database, with the first statement. Every commit is on the disk before it is answered for
 * (`synchronous_commit`, on unless somebody has turned it off).
 *
 * @param url `postgresql://…`, as libpq has it
 */
export function connectPostgres(url: string): HubDb {
  const pool = new pg.Pool({ connectionString: url, max: connections, types, keepAlive: true })
  // A server that is restarted ends idle connections: the next statement opens a new one. One that is in use says so by
  // itself, too, beside the statement that fails; unheard it would end the process.
  pool.on('error', (error) => console.error('postgres:', error.message))
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    // It takes some hundred ranges of keys for half a table and compiles for half a second what then runs for five milliseconds.
    // What goes wrong here goes wrong with the statement that waits behind it, too, and is told there.
    client.query('set jit = off').catch(() => undefined)
  })
  return new Kysely<HubTables>({ dialect: new PostgresDialect({ pool }) })
}

/** Numbers of 64 bits as numbers: all of ours are below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format as 'text'), // its overloads are by format
}
