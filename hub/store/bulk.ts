import { CompiledQuery, type RawBuilder, sql } from 'kysely'
import { isPostgres } from './dialect.ts'
import type { HubDb, HubTables } from './schema.ts'

type Row = readonly (string | number)[]

/**
 * Adds rows, with statements that are always the same ones: building and reading one costs more than the database's own
 * work.
 *
 * @param rows values in the order of `columns`, each column's all of one type
 * @param known what becomes of a row whose key is there already
 */
export async function addRows<Name extends keyof HubTables>(
  db: HubDb,
  table: Name,
  columns: readonly (keyof HubTables[Name] & string)[],
  rows: readonly Row[],
  known: 'fails' | 'is passed over' = 'fails',
): Promise<void> {
  if (rows.length === 0) return
  const insert = `insert into "${table}" (${columns.map((name) => `"${name}"`).join()})`
  const end = known === 'fails' ? '' : ' on conflict do nothing'
  if (isPostgres(db)) {
    const values = columns.map((_, n) => rows.map((row) => row[n]))
    const select = `select * from unnest(${(rows[0] ?? []).map((value, n) => `$${n + 1}::${typeOf(value)}[]`).join()})`
    await db.executeQuery(CompiledQuery.raw(`${insert} ${select}${end}`, values))
    return
  }
  const one = `(${columns.map(() => '?').join()})`
  let at = 0
  for (const some of atOnce) {
    if (rows.length - at < some) continue
    const statement = `${insert} values ${Array(some).fill(one).join()}${end}`
    for (; rows.length - at >= some; at += some) {
      const values: (string | number)[] = []
      for (let n = at; n < at + some; n++) values.push(...(rows[n] ?? []))
      await db.executeQuery(CompiledQuery.raw(statement, values))
    }
  }
}

/** How many rows one of SQLite's statements takes: few numbers, since each of these statements is kept. */
const atOnce = [100, 10, 1]

/**
 * Inserts many rows in one statement that says what becomes of those whose key is there, as one JSON parameter.
 *
 * @param rows at least one; values in the order of `columns`
 */
export function insertRows<Name extends keyof HubTables>(
  db: HubDb,
  table: Name,
  columns: readonly (keyof HubTables[Name] & string)[],
  rows: readonly Row[],
) {
  const values = (rows[0] ?? []).map((value, n) => column(db, n, typeOf(value)))
  // SQLite wants a condition there, or it takes `on conflict` for one of a join.
  const select = sql`select ${sql.join(values)} from ${elements(db, rows)} where true`
  // Kysely types only its own builders of a select, and columns only by a table that it knows here.
  return db
    .insertInto(table)
    .columns(columns as never)
    .expression(() => select as never)
}

function typeOf(value: string | number): 'bigint' | 'text' {
  return typeof value === 'number' ? 'bigint' : 'text'
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
