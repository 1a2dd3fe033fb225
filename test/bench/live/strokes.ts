import type { Page } from 'playwright-core'

/** The strokes of the board that the place at which a page is holds. @returns how many there are, once there are as many as wanted */
export function strokesHeld(page: Page, wanted = 0): Promise<number> {
  return page.evaluate(readStrokes, wanted)
}

/** Runs in the page, past the app; looks again and again, since a database tells nobody from outside of its app. */
async function readStrokes(wanted: number): Promise<number> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const db = await answer(indexedDB.open(`tongke:${location.pathname.split('/')[2]}`))
  try {
    for (;;) {
      const all = await answer(db.transaction('facts').objectStore('facts').getAll())
      const strokes = all.filter(({ kind }) => kind === 'stroke.drawn').length
      if (strokes >= wanted) return strokes
      await new Promise((next) => setTimeout(next, 50))
    }
  } finally {
    db.close()
  }
}
