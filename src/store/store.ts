import type { DeviceId } from '../../core/facts/ids.ts'
import { madeNow } from '../../core/rows/made.ts'
import { PlaceDb, type Self } from './place-db.ts'

/** A place's store, and what it needs of the world. */
export interface Store {
  db: PlaceDb
  ranges: typeof IDBKeyRange
  /** The device's clock, ms since 1970, right or wrong. */
  now(): number
  /** Unguessable text of 16 characters, `A-Za-z0-9_-`. */
  random(): string
}

export interface World {
  now(): number
  random(): string
  idb?: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
}

/** @param name the place's local name, which also names its locks and channels */
export function openStore(name: string, world: World): Store {
  const { now, random, idb } = world
  const db = new PlaceDb(name, idb)
  db.on('versionchange', (event) => {
    if (event.newVersion !== null) return true
    // It is taken away. Left to itself Dexie would make an empty one at the next question.
    db.close()
    return false
  })
  return { db, ranges: idb?.IDBKeyRange ?? IDBKeyRange, now, random }
}

/** The browser's world. */
export const browserWorld: World = {
  now: Date.now,
  random() {
    const bytes = crypto.getRandomValues(new Uint8Array(12))
    return btoa(String.fromCharCode(...bytes))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
  },
}

/** A new name for this database: its place's, and chance. */
export function newDeviceId(place: string, random: () => string): DeviceId {
  return `${place.slice(0, 40)}-${random()}` as DeviceId // both parts are of an id's characters
}

/** Makes an empty database this place's. */
export async function settle(store: Store, self: Self): Promise<void> {
  await store.db.meta.bulkPut([
    { name: 'self', value: self },
    { name: 'made', value: madeNow },
  ])
}

export async function selfOf(store: Store): Promise<Self | undefined> {
  return (await store.db.meta.get('self'))?.value as Self | undefined // only `settle` and the store write it
}
