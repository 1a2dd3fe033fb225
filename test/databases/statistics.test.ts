import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { lookAtGrown } from '../../hub/store/statistics.ts'
import { openTestDatabase } from './test-database.ts'

test('PostgreSQL is told to look at a table that has grown', async () => {
  const { db, close } = await openTestDatabase()
  const unseen = async () => {
    const { rows } = await sql<{ name: string; changed: number }>`
      select relname as name, n_mod_since_analyze as changed from pg_stat_user_tables where schemaname = current_schema()
    `.execute(db)
    return Object.fromEntries(rows.map(({ name, changed }) => [name, changed]))
  }
  const grow = (rows: number) =>
    db.transaction().execute(async (transaction) => {
      await sql`insert into fact_row ("row", device, seq) select 'grown/' || n, 'd', n from generate_series(1, ${rows}::int) n`.execute(
        transaction,
      )
      await sql`select pg_stat_force_next_flush()`.execute(transaction)
    })
  await grow(1_000)
  expect((await unseen()).fact_row).toBeGreaterThanOrEqual(1_000)
  await lookAtGrown(db)
  expect((await unseen()).fact_row).toBe(0)
  await close()
})
