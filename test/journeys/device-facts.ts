import type { Page } from 'playwright-core'

/** What a place's database on the device says of its own facts. */
export interface OwnFacts {
  device: string
  /** Its numbers, in their order. */
  numbers: number[]
  /** Of the last fact recorded, and of the last that a receipt confirmed. */
  recorded: number
  delivered: number
}

/** Looks into the database of the place that a page is at, past the app. */
export async function ownFacts(page: Page): Promise<OwnFacts> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await answer(indexedDB.open(`tongke:${location.pathname.split('/')[2]}`))
    const stores = db.transaction(['meta', 'facts'])
    const { value: self } = await answer(stores.objectStore('meta').get('self'))
    const keys = await answer(
      stores.objectStore('facts').getAllKeys(IDBKeyRange.bound([self.device, 0], [self.device, 1e9])),
    )
    db.close()
    const numbers = keys.map((key) => Number((key as [string, number])[1])) // a fact's key: its device and number
    return { device: self.device, numbers, recorded: self.seq, delivered: self.delivered }
  })
}

/** 1, 2, 3 … as many as there are. */
export function whole(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n + 1)
}
