import { type RawBuilder, sql } from 'kysely'
import { isPostgres } from './dialect.ts'
import type { HubDb, HubTables } from './schema.ts'

type Row = readonly (string | number)[]

/**
 * Inserts many rows in one statement, as one JSON parameter: with a parameter a value, building and binding the
 * statement costs more than the database's own work.
 *
 * @param rows at least one; values in the order of `columns`
 */
export function insertRows<Name extends keyof HubTables>(
  db: HubDb,
  table: Name,
  columns: readonly (keyof HubTables[Name] & string)[],
  rows: readonly Row[],
) {
  const values = (rows[0] ?? []).map((value, n) => column(db, n, typeof value === 'number' ? 'bigint' : 'text'))
  // SQLite wants a condition there, or it takes `on conflict` for one of a join.
  const select = sql`select ${sql.join(values)} from ${elements(db, rows)} where true`
  // Kysely types only its own builders of a select, and columns only by a table that it knows here.
  return db
    .insertInto(table)
    .columns(columns as never)
    .expression(() => select as never)
}

/** A list of texts to be matched with `in`, as one parameter however long it is. */
export function listFromJson(db: HubDb, values: readonly string[]): RawBuilder<string> {
  const json = JSON.stringify(values)
  return isPostgres(db)
    ? sql<string>`(select value from json_array_elements_text(${json}::json))`
    : sql<string>`(select value from json_each(${json}))`
}

/** Ranges of keys as a table with the columns `start` and `below`. */
export function rangesFromJson(db: HubDb, ranges: readonly { from: string; below: string }[]): RawBuilder<unknown> {
  const pairs = ranges.map(({ from, below }) => [from, below])
  return sql`select ${column(db, 0, 'text')} as start, ${column(db, 1, 'text')} as below from ${elements(db, pairs)}`
}

/** Lists as a table with the one column `value`. */
function elements(db: HubDb, lists: readonly (readonly unknown[])[]): RawBuilder<unknown> {
  const json = JSON.stringify(lists)
  return isPostgres(db) ? sql`json_array_elements(${json}::json)` : sql`json_each(${json})`
}

/** One place of such a list. PostgreSQL compares texts by a collation: by that of the tables' keys. */
function column(db: HubDb, n: number, type: 'text' | 'bigint'): RawBuilder<unknown> {
  if (!isPostgres(db)) return sql.raw(`json_extract(value, '$[${n}]')`)
  return sql.raw(type === 'text' ? `(value->>${n}) collate "C"` : `(value->>${n})::bigint`)
}
