import { sql } from 'kysely'
import { isPostgres } from './dialect.ts'
import type { HubDb } from './schema.ts'

/**
 * How closely it looks, of 10,000 (100 is its own): 300 times as many rows are read. In a rush the order of magnitude
 * is enough, and the looking takes a fifth of all that it does otherwise.
 */
const target = 20

/**
 * Has PostgreSQL look at the tables that have grown by a fifth since it last did. Until then it guesses how many rows a key
 * has, and of tables that grow from nothing it guesses a thousand times too many: it then reads whole tables for a few
 * facts. Its own look comes a minute later (`autovacuum_naptime`), when a county's rush is over.
 */
export async function lookAtGrown(db: HubDb): Promise<void> {
  if (!isPostgres(db)) return
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_stat_user_tables
    where schemaname = current_schema() and n_mod_since_analyze > 500 + n_live_tup / 5
  `.execute(db)
  for (const { name } of rows)
    await db.transaction().execute(async (transaction) => {
      await sql`set local default_statistics_target = ${sql.lit(target)}`.execute(transaction)
      await sql`analyze ${sql.table(name)}`.execute(transaction)
    })
}
