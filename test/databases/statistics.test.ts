import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTurn } from '../../hub/store/in-turn.ts'
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

test('what is done in turn looks up its keys, also in tables that have just grown from nothing', async () => {
  const { db, close } = await openTestDatabase()
  const plan = await inTurn(db, async (transaction) => {
    await sql`insert into fact select 'd' || n % 99, n, n, n, '', 'k', '{}', 'taken', '' from generate_series(1, 20000) n`.execute(
      transaction,
    )
    await sql`insert into fact_row select 'grown/' || n / 9, 'd' || n % 99, n from generate_series(1, 20000) n`.execute(
      transaction,
    )
    const { rows } = await sql`
      explain select fact.body from fact_row join fact on fact.device = fact_row.device and fact.seq = fact_row.seq
      where fact_row."row" in (select value from json_array_elements_text('["grown/1", "grown/2"]'))
    `.execute(transaction)
    return JSON.stringify(rows)
  })
  expect(plan).toContain('fact_key')
  expect(plan).not.toContain('Seq Scan')
  await close()
})
