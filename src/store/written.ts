import type { RowKey } from '../../core/rows/row-key.ts'
import type { PlaceDb } from './place-db.ts'

/** Rows as one transaction has left them; `undefined` for one that is none any more. */
export interface Written {
  rows: ReadonlyMap<RowKey, unknown>
  /** Live queries have been told: from now on they answer with these rows, or with later ones. */
  told: boolean
}

const listeners = new Map<string, Set<(written: Written) => void>>()

/** Calls back as soon as rows are safe on this device, before any live query asks again. @returns how to stop */
export function onWritten({ name }: PlaceDb, listener: (written: Written) => void): () => void {
  const all = listeners.get(name) ?? new Set()
  listeners.set(name, all.add(listener))
  return () => all.delete(listener)
}

/** Tells of rows that have just been committed. */
export function tellWritten({ name }: PlaceDb, written: Written): void {
  if (written.rows.size === 0) return
  for (const listener of listeners.get(name) ?? []) listener(written)
}

/** Does something once what has just been shown is on the screen; at once where nothing is looked at. */
export function afterPaint(work: () => void): void {
  if (!globalThis.requestAnimationFrame || document.visibilityState !== 'visible') {
    work()
    return
  }
  let done = false
  const once = () => {
    if (!done) work()
    done = true
  }
  requestAnimationFrame(() => setTimeout(once))
  // A window that is covered may draw nothing for as long as it is.
  setTimeout(once, 200)
}
