import { rowKey } from '../../core/rows/row-key.ts'
import type { Table } from '../../core/rows/table.ts'
import type { HubDb } from '../store/schema.ts'

/** How the one row stands that a table has under this key; `undefined` when there is none. */
export async function rowOf<State>(db: HubDb, table: Table<State>, ...key: string[]): Promise<State | undefined> {
  const row = await db
    .selectFrom('row')
    .select('state')
    .where('row', '=', rowKey(table.name, ...key))
    .executeTakeFirst()
  return row && (JSON.parse(row.state) as State) // its table's
}
