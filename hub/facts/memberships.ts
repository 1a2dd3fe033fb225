import { type RawBuilder, sql } from 'kysely'
import type { RowKey } from '../../core/rows/row-key.ts'
import { listFromJson } from '../store/bulk.ts'
import { isPostgres } from '../store/dialect.ts'
import type { HubDb } from '../store/schema.ts'

/** Keys of the rows of all memberships of these people, past ones too (`member/CLASS/PERSON`). */
export async function membershipsOf(db: HubDb, people: readonly string[]): Promise<RowKey[]> {
  const { rows } = await membershipsAsked(db, people).execute(db)
  return rows.map(({ row }) => row)
}

export function membershipsAsked(db: HubDb, people: readonly string[]): RawBuilder<{ row: RowKey }> {
  // Word for word as the index `row_of_member` has it, or it is not used.
  const person = isPostgres(db) ? sql`split_part("row", '/', 3)` : sql`substr("row", 8 + instr(substr("row", 8), '/'))`
  return sql`
    select "row" from "row"
    where "row" >= 'member/' and "row" < 'member0' and ${person} in ${listFromJson(db, people)}
    order by "row"
  `
}
