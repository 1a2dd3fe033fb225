import { databaseName } from '../store/name.ts'
import type { HomeView } from './home-view.ts'

/**
 * The last home, read with bare IndexedDB in one request: Dexie and the store come after the first paint. It is only
 * ever a picture of what the rows said; the live query replaces it.
 */
export function homeSnapshot(name: string): Promise<HomeView | undefined> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(databaseName(name))
    const none = () => resolve(undefined)
    opening.onerror = none
    // No such database yet: what `open` would make is taken back, for the store to make it whole.
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onsuccess = () => {
      const db = opening.result
      const reading = db.transaction('meta').objectStore('meta').get('home')
      reading.onerror = none
      reading.onsuccess = () => {
        resolve((reading.result as { value: HomeView } | undefined)?.value) // written by `keepSnapshot`
        db.close()
      }
    }
  })
}
