import { liveQuery } from 'dexie'
import { useEffect, useState } from 'preact/hooks'
import type { Draft } from '../../core/facts/fact.ts'
import type { FactName } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import { places } from '../../core/rows/roster.ts'
import { type RowKey, rowRange } from '../../core/rows/row-key.ts'
import type { Table as CoreTable } from '../../core/rows/table.ts'
import { placeMoved } from '../known-places.ts'
import { type NewBlob, type Recording, record as recordIn } from '../store/record.ts'
import { row } from '../store/rows.ts'
import { browserWorld, openStore, type Store, selfOf } from '../store/store.ts'
import { onWritten, type Written } from '../store/written.ts'
import { browserCarrier } from '../sync/browser-carrier.ts'
import type { Carrier } from '../sync/carrier.ts'
import { type Engine, startEngine } from '../sync/engine.ts'
import { who } from '../who/who.ts'

/** The place that this tab stands for, opened once. */
export interface Here {
  name: string
  place: Place
  store: Store
  carrier: Carrier
  engine: Engine
}

let opened: Here | undefined

/**
 * Opens the place's store and begins to keep it in step with the hub.
 *
 * @throws NoSuchPlace when this browser has no such place (any more); DOMException when there is no IndexedDB
 */
export async function openHere(name: string): Promise<Here> {
  if (opened?.name === name) return opened
  const store = openStore(name, browserWorld)
  const self = await selfOf(store)
  const place = self && (await row(store, places, self.place))
  if (!place) throw new NoSuchPlace(name)
  const carrier = browserCarrier(store)
  opened = { name, place, store, carrier, engine: startEngine(store, carrier, name) }
  watchMove(opened)
  return opened
}

/** The office may move this device to another place: the page begins anew there, with what was recorded safe by then. */
function watchMove({ name, place, store }: Here): void {
  const moved = async () => {
    const self = await selfOf(store)
    return self && self.place !== place.place ? row(store, places, self.place) : undefined
  }
  liveQuery(moved).subscribe({
    next(to) {
      if (!to) return
      placeMoved(name, to)
      location.replace(`/at/${name}`)
    },
    error: (error: unknown) => console.error('where this device is:', error),
  })
}

export class NoSuchPlace extends Error {}

/** @throws before `openHere` has come back: screens are shown only after it */
export function here(): Here {
  if (!opened) throw new Error('no place is open')
  return opened
}

/** Records in the name of whoever acts now, and sends when there is a line. Returns when it is safe on this device. */
export async function record(drafts: Draft | Recording['drafts'], blobs: readonly NewBlob[] = []): Promise<FactName[]> {
  const { store } = here()
  const all = typeof drafts === 'function' ? drafts : [drafts].flat()
  return recordIn(store, { drafts: all, by: who.getState().person, blobs })
}

/**
 * Rows of a table as they have just been written here, by their keys, until a live query has taken them up: to show what a
 * touch has done without asking anew for all that stands around it.
 *
 * @param parts what the rows' keys begin with, behind the table
 * @param taken what that query answers now
 */
export function useWritten<State>(
  table: CoreTable<State>,
  parts: readonly string[],
  taken: unknown,
): ReadonlyMap<RowKey, State | undefined> {
  const { from, below } = rowRange(table.name, ...parts)
  const [written, setWritten] = useState<readonly Written[]>([])
  useEffect(
    () =>
      onWritten(here().store.db, (one) => {
        if ([...one.rows.keys()].some((key) => from <= key && key < below)) setWritten((all) => [...all, one])
      }),
    [from],
  )
  // An answer that came before queries were told of a row may still be without it.
  useEffect(() => setWritten((all) => (all.some((one) => one.told) ? all.filter((one) => !one.told) : all)), [taken])
  return new Map(written.flatMap(({ rows }) => [...rows] as [RowKey, State | undefined][])) // of that table, by their keys
}

/** What a query over the store says, again whenever what it read has changed; `undefined` until it first answers. */
export function useLive<T>(query: () => Promise<T>, inputs: readonly unknown[] = []): T | undefined {
  const [value, setValue] = useState<T>()
  useEffect(() => {
    // Only of a function that is itself async does Dexie follow what lies behind awaits of awaits.
    const subscription = liveQuery(async () => query()).subscribe({
      next: (answer) => setValue(() => answer),
      error: (error: unknown) => console.error('live query:', error),
    })
    return () => subscription.unsubscribe()
  }, inputs)
  return value
}
