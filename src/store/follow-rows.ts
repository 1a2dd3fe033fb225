import { cmp, Dexie, type ObservabilitySet, RangeSet } from 'dexie'
import { type RowKey, rowRange } from '../../core/rows/row-key.ts'
import type { Table } from '../../core/rows/table.ts'
import type { KeptRow } from './place-db.ts'
import type { Store } from './store.ts'

interface FollowedRow<State> {
  key: RowKey
  state: State
}

/**
 * Hands on the rows of a table whose keys begin with these parts: first all of them, and from then on those that were written, in
 * whichever tab that was. A live query would read all of them again for each.
 *
 * @param take each time one row or more; the first time none, if there are none
 * @returns what ends it
 */
export function followRows<State>(
  { db }: Store,
  table: Table<State>,
  parts: readonly string[],
  take: (rows: FollowedRow<State>[]) => void,
): () => void {
  const { from, below } = rowRange(table.name, ...parts)
  const hasBegun = (key: unknown) => cmp(key, from) >= 0
  let isOver = false
  let reading = Promise.resolve()

  /** One reading after the other: what was written later is handed on later. */
  function next(read: () => Promise<readonly (KeptRow | undefined)[]>, isFirst = false): void {
    reading = reading
      .then(async () => {
        const rows = isOver ? [] : (await read()).filter((one) => one !== undefined)
        if (!isOver && (isFirst || rows.length > 0)) take(rows as unknown as FollowedRow<State>[]) // their keys name the table
      })
      .catch((error: unknown) => console.error(`${table.name}:`, error))
  }
  const all = () => db.rows.where('key').between(from, below, true, false).toArray()

  function look(changed: ObservabilitySet): void {
    const written = changed[`idb://${db.name}/rows/`]
    if (!written) return
    // What another tab tells has lost its prototype on the way.
    const ranges = [...RangeSet(written)].filter(({ from: first, to: last }) => hasBegun(last) && cmp(first, below) < 0)
    const keys = ranges.map(({ from: first }) => first)
    if (ranges.some(({ from: first, to: last }) => cmp(first, last) !== 0)) next(all)
    else if (keys.length > 0) next(() => db.rows.bulkGet(keys as string[])) // as keys of rows are
  }

  Dexie.on('storagemutated', look)
  next(all, true)
  return () => {
    isOver = true
    Dexie.on.storagemutated.unsubscribe(look)
  }
}
