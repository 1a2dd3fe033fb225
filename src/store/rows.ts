import type { ClassId, Day, LessonId } from '../../core/facts/ids.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { lessonRange, rowKey, rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { Table } from '../../core/rows/table.ts'
import type { Store } from './store.ts'

/** One row of a table, by its key's parts. Inside a live query this is what it listens to. */
export async function row<State>(store: Store, table: Table<State>, ...parts: string[]): Promise<State | undefined> {
  const found = await store.db.rows.get(rowKey(table.name, ...parts))
  return found?.state as State | undefined // the key names the table
}

/** The rows of a table whose keys begin with these parts, in the order of their keys. */
export async function rowsUnder<State>(
  store: Store,
  table: Table<State>,
  ...parts: string[]
): Promise<{ key: RowKey; state: State }[]> {
  const { from, below } = rowRange(table.name, ...parts)
  const found = await store.db.rows.where('key').between(from, below, true, false).toArray()
  return found as { key: RowKey; state: State }[] // the key names the table
}

/** The rows of a table that are about a class's lessons, of some days from this one on. */
export async function rowsOfLessons<State>(
  store: Store,
  table: Table<State>,
  classId: ClassId,
  day: Day,
  days: number,
): Promise<{ lesson: LessonId; state: State }[]> {
  const { from, below } = lessonRange(table.name, classId, day, days)
  const found = await store.db.rows.where('key').between(from, below, true, false).toArray()
  // The key names the table and the lesson.
  return found.map(({ key, state }) => ({ lesson: rowPart(key as RowKey, 0) as LessonId, state: state as State }))
}

/** Rows of a table by their keys' parts, in that order; asked for at once. */
export async function rowsOf<State>(
  store: Store,
  table: Table<State>,
  parts: readonly (readonly string[])[],
): Promise<(State | undefined)[]> {
  const found = await store.db.rows.bulkGet(parts.map((one) => rowKey(table.name, ...one)))
  return found.map((one) => one?.state as State | undefined) // the key names the table
}
