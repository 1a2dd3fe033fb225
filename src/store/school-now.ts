import { Dexie } from 'dexie'
import type { Self } from './place-db.ts'
import type { Store } from './store.ts'

/**
 * Now by the hub's clock, as far as this device knows it, ms since 1970: a tablet's own clock may be years off. Never
 * before what was last recorded here, which is how facts are timed as well.
 *
 * A live query that asks does so again when the hub sets this device's clock right, and not whenever something is recorded.
 */
export async function schoolNow(store: Store): Promise<number> {
  await store.db.meta.get('clock')
  const self = await unfollowed(store)
  return Math.max(store.now() + (self?.offset ?? 0), self?.at ?? 0)
}

/** Reads past Dexie, which would follow it; by Dexie's kind of promise, so that it goes on following what comes after. */
function unfollowed({ db }: Store): PromiseLike<Self | undefined> {
  return new Dexie.Promise((resolve, reject) => {
    const request = db.backendDB().transaction('meta').objectStore('meta').get('self')
    request.onsuccess = () => resolve(request.result?.value)
    request.onerror = () => reject(request.error)
  })
}
