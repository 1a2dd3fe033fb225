import type { BrowserContext } from 'playwright-core'

/** A device whose disk is as good as full: its browser gives an origin so many bytes, and something else takes them. */
export interface SmallDisk {
  /** Takes all that is left, as photos and apps do. */
  fill(): Promise<void>
  /** Gives it back, as one does who deletes photos. */
  clear(): Promise<void>
}

/**
 * @param context that has not opened the origin yet: what IndexedDB knows of the room left it keeps for a while
 * @param size bytes
 */
export async function smallDisk(context: BrowserContext, origin: string, size: number): Promise<SmallDisk> {
  const page = await context.newPage()
  await page.goto(`${origin}/icon.svg`)
  const browser = await context.newCDPSession(page)
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: size })
  return {
    fill: () => page.evaluate(takeAll),
    async clear() {
      await page.evaluate(giveBack)
      // What was deleted is given back by the database only when it tidies up.
      await browser.send('Storage.overrideQuotaForOrigin', { origin })
    },
  }
}

/** Runs in the page, as does the function below. */
async function takeAll(): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('photos-and-apps', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('bytes', { autoIncrement: true })
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const keeps = (size: number) =>
    new Promise<boolean>((resolve) => {
      const transaction = db.transaction('bytes', 'readwrite')
      transaction.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(size)).buffer)
      transaction.oncomplete = () => resolve(true)
      transaction.onabort = () => resolve(false)
    })
  for (const size of [65_536, 8_192, 512, 64]) while (await keeps(size));
  db.close()
}

async function giveBack(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase('photos-and-apps')
    deleting.onsuccess = () => resolve()
    deleting.onerror = () => reject(deleting.error)
  })
}
