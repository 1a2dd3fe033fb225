import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { type Growth, Listeners } from './growth.ts'

/** What one hub tells the others; its first line is its own name, since it knows already. */
const noted = (hub: string, scopes: readonly string[]) => [hub, ...scopes].join('\n')

/** Wait before listening again after the server has hung up, ms. */
const again = 1_000
/** PostgreSQL takes 8,000 bytes; what is longer only says that something has grown. */
const longest = 7_000

/**
 * Among all hubs on one PostgreSQL: each listens on a connection of its own (`LISTEN`, `NOTIFY`). While that is down,
 * word may be missed; then all are told that anything may have grown.
 *
 * @param url as in `connectPostgres`
 */
export async function growthAmong(url: string): Promise<Growth> {
  const listeners = new Listeners()
  const self = randomBytes(9).toString('base64url')
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let closed = false

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true })
    fresh.on('notification', ({ payload = '' }) => {
      const [hub, ...scopes] = payload.split('\n')
      if (hub !== self) listeners.tell(scopes.length === 0 ? 'all' : new Set(scopes))
    })
    fresh.on('error', (error) => console.error('growth:', error.message))
    fresh.on('end', () => {
      if (!closed) retry = setTimeout(reconnect, again)
    })
    await fresh.connect()
    // A channel's name cannot be a parameter; the schema tells counties in one database apart.
    const { rows } = await fresh.query("select quote_ident('tongke ' || current_schema()) as channel")
    await fresh.query(`listen ${rows[0].channel}`)
    client = fresh
  }

  async function reconnect(): Promise<void> {
    try {
      await connect()
      listeners.tell('all')
    } catch (error) {
      console.error('growth:', error instanceof Error ? error.message : error)
      // A client that never connected does not end.
      if (!closed) retry = setTimeout(reconnect, again)
    }
  }

  await connect()
  return {
    async note(transaction, scopes) {
      const text = noted(self, [...scopes])
      const payload = Buffer.byteLength(text) > longest ? noted(self, []) : text
      await sql`select pg_notify('tongke ' || current_schema(), ${payload})`.execute(transaction)
    },
    committed: (scopes) => listeners.tell(scopes),
    listen: (listener) => listeners.add(listener),
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
