import { Dexie, type IndexableType, RangeSet } from 'dexie'
import type { RowKey } from '../../core/rows/row-key.ts'
import type { KeptRow, PlaceDb } from './place-db.ts'
import { afterPaint, tellWritten, type Written } from './written.ts'

export type StoreName = 'facts' | 'rows' | 'meta' | 'troubles' | 'blobs' | 'parts'

/** A transaction on the bare database, in the middle of which nothing but its own requests may be awaited. */
export interface StrictTransaction {
  get<T>(store: StoreName, key: IDBValidKey): Promise<T | undefined>
  all<T>(store: StoreName, query?: IDBValidKey | IDBKeyRange, index?: string): Promise<T[]>
  keys(store: StoreName, query?: IDBValidKey | IDBKeyRange, index?: string): Promise<IDBValidKey[]>
  /** The first keys of a range, each once: of the store, or of an index of it. */
  first(store: StoreName, query: IDBKeyRange, most: number, index?: string): Promise<IDBValidKey[]>
  put(store: StoreName, value: object): void
  delete(store: StoreName, key: IDBValidKey): void
  /** Takes away all that a store holds. */
  clear(store: StoreName): void
}

/**
 * Writes so that a power cut after the return loses nothing: Chromium otherwise reports a commit before it is on the
 * disk. Done on Dexie's own connection without Dexie in between, since that is what a touch waits for; live queries
 * are told afterwards.
 *
 * @param tell `after-paint`: whoever waits for these rows hears of them by `onWritten`, and live queries, which make a
 *   slow device work, only when that is on the screen
 * @throws DOMException as IndexedDB has it (`QuotaExceededError` for a full disk); then nothing was written
 */
export async function strictly<T>(
  db: PlaceDb,
  stores: StoreName[],
  work: (transaction: StrictTransaction) => Promise<T>,
  tell: 'at-once' | 'after-paint' = 'at-once',
): Promise<T> {
  if (!db.isOpen()) await db.open()
  const transaction = db.backendDB().transaction(stores, 'readwrite', { durability: 'strict' })
  const changed = new Map<string, RangeSet>()
  const rows = new Map<RowKey, unknown>()
  const touch: Touch = (part, from, to = from) => {
    const range = changed.get(part) ?? new RangeSet()
    changed.set(part, range.add({ from: from as IndexableType, to: to as IndexableType })) // the same set, by Dexie's name
  }
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'))
  })
  done.catch(() => undefined) // it is awaited below, but `work` may fail first

  let result: T
  try {
    result = await work(inside(transaction, db, touch, rows))
  } catch (error) {
    abort(transaction)
    throw error
  }
  await done
  const written: Written = { rows, told: false }
  tellWritten(db, written)
  const tellQueries = () => {
    written.told = true
    // Dexie's documented hook for changes made past it; the parts have the shape of its `ObservabilitySet`.
    if (changed.size > 0) Dexie.on.storagemutated.fire(Object.fromEntries(changed))
  }
  if (tell === 'after-paint') afterPaint(tellQueries)
  else tellQueries()
  return result
}

/** Notes that keys of a part have changed. A part is a store's keys, one of its indexes, or `:dels`, what counts are told by. */
type Touch = (part: string, from: IDBValidKey, to?: IDBValidKey) => void

function inside(transaction: IDBTransaction, db: PlaceDb, touch: Touch, rows: Map<RowKey, unknown>): StrictTransaction {
  const from = (store: StoreName, index?: string) => {
    const whole = transaction.objectStore(store)
    return index === undefined ? whole : whole.index(index)
  }
  return {
    get: (store, key) => answer(from(store).get(key)),
    all: (store, query, index) => answer(from(store, index).getAll(query)),
    keys: (store, query, index) => answer(from(store, index).getAllKeys(query)),
    first: (store, query, most, index) => firstKeys(from(store, index).openKeyCursor(query, 'nextunique'), most),
    put(store, value) {
      const objects = transaction.objectStore(store)
      objects.put(value)
      if (store === 'rows') rows.set((value as KeptRow).key, (value as KeptRow).state) // what that store holds
      const part = `idb://${db.name}/${store}/`
      const key = keyAt(objects.keyPath, value)
      touch(part, key)
      // Whether it is new is not known here.
      touch(`${part}:dels`, key)
      for (const name of objects.indexNames) {
        const { keyPath, multiEntry } = objects.index(name)
        const indexed = keyAt(keyPath, value)
        for (const one of multiEntry && Array.isArray(indexed) ? indexed : [indexed]) touch(`${part}${name}`, one)
      }
    },
    delete(store, key) {
      transaction.objectStore(store).delete(key)
      if (store === 'rows') rows.set(key as RowKey, undefined) // the only keys of that store
      touch(`idb://${db.name}/${store}/`, key)
      touch(`idb://${db.name}/${store}/:dels`, key)
    },
    clear(store) {
      const objects = transaction.objectStore(store)
      objects.clear()
      for (const part of ['', ':dels', ...objects.indexNames])
        touch(`idb://${db.name}/${store}/${part}`, Number.NEGATIVE_INFINITY, [[]])
    },
  }
}

function keyAt(path: IDBObjectStore['keyPath'] | IDBIndex['keyPath'], value: object): IDBValidKey {
  const record = value as Record<string, IDBValidKey> // fields that a key is made of are keys
  return Array.isArray(path) ? path.map((name) => record[name] ?? '') : (record[String(path)] ?? '')
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function firstKeys(request: IDBRequest<IDBCursor | null>, most: number): Promise<IDBValidKey[]> {
  return new Promise((resolve, reject) => {
    const keys: IDBValidKey[] = []
    request.onsuccess = () => {
      const cursor = request.result
      if (cursor) keys.push(cursor.key)
      if (cursor && keys.length < most) cursor.continue()
      else resolve(keys)
    }
    request.onerror = () => reject(request.error)
  })
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch (error) {
    // It had already ended by itself, with the error that `work` has just thrown.
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error
  }
}
