import { type SqlBool, sql } from 'kysely'
import type { HubDb, HubTables } from '../store/schema.ts'
import { notUnfinished } from '../store/unfinished.ts'

export type Row = Record<string, string | number>

/** Rows read at a time. */
const chunk = 5_000

/**
 * A table's rows in the order of its key, which is the same in every database. That a restore goes on is no part of
 * what was there.
 */
export async function* rowsOf(
  db: HubDb,
  name: keyof HubTables,
  key: readonly string[],
): AsyncGenerator<Row, undefined> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  let after = sql<SqlBool>`1 = 1`
  for (;;) {
    const { rows } = await sql<Row>`
      select * from ${sql.table(name)} where ${after} order by ${columns} limit ${chunk}
    `.execute(db)
    yield* name === 'hub' ? rows.filter(notUnfinished) : rows
    const last = rows[rows.length - 1]
    if (rows.length < chunk || !last) return
    after = sql<SqlBool>`(${columns}) > (${sql.join(key.map((column) => last[column]))})`
  }
}
