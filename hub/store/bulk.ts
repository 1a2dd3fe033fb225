import { type RawBuilder, sql } from 'kysely'

/**
 * Many rows in one statement, as one JSON parameter: with a parameter a value, building and binding the statement
 * costs more than the database's own work. SQLite's half; PostgreSQL has `json_to_recordset` for it.
 */
export function valuesFromJson(rows: readonly (readonly (string | number)[])[]): RawBuilder<unknown> {
  const width = rows[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, n) => sql.raw(`json_extract(value, '$[${n}]')`))
  return sql`select ${sql.join(columns)} from json_each(${JSON.stringify(rows)}) where true`
}

/** A list of texts to be matched with `in`, as one parameter however long it is. */
export function listFromJson(values: readonly string[]): RawBuilder<string> {
  return sql<string>`(select value from json_each(${JSON.stringify(values)}))`
}

/** Ranges of keys as a table with the columns `start` and `below`. */
export function rangesFromJson(ranges: readonly { from: string; below: string }[]): RawBuilder<unknown> {
  const pairs = JSON.stringify(ranges.map(({ from, below }) => [from, below]))
  return sql`select json_extract(value, '$[0]') as start, json_extract(value, '$[1]') as below from json_each(${pairs})`
}
