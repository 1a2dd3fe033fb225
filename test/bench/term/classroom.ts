import type { BrowserContext, Page } from 'playwright-core'
import { lessonsInTerm } from './county.ts'

/** How long a device may take to become ready for the term, ms. */
const patience = 240_000

/** What tsx puts around functions to keep their names, for those that run in a page. */
export const forOurFunctions = 'globalThis.__name = (it) => it'

/**
 * Makes a new browser the classroom's projector by the app itself, and waits until all is there: the app, so that it
 * starts without a line, and so many facts.
 *
 * @returns the page, at the place's home
 */
export async function enrolClassroom(context: BrowserContext, url: string, facts: number): Promise<Page> {
  await context.addInitScript(forOurFunctions)
  const page = await context.newPage()
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto(`${url}enrol?code=100001`)
  await page.waitForURL(/\/at\//)
  await until(page, (held) => held.facts >= facts && held.controlled)
  return page
}

/** Waits until every lesson of the two weeks is there and checked. */
export async function lessonsAreHere(page: Page): Promise<void> {
  await until(page, areHere)
}

/** Waits also for the home that is kept, which is written only while it is shown, to say so. */
export async function homeSaysReady(page: Page): Promise<void> {
  await until(page, (held) => areHere(held) && held.ready === held.shown)
}

function areHere({ packages, unfinished }: Held): boolean {
  return packages === lessonsInTerm && unfinished === 0
}

/** What a place's database holds. */
export interface Held {
  facts: number
  /** Of the last fact recorded here. */
  seq: number
  packages: number
  unfinished: number
  /** Lessons of the home that is kept, and those whose light says that they are ready. */
  shown: number
  ready: number
  /** A service worker answers this page. */
  controlled: boolean
}

async function until(page: Page, enough: (held: Held) => boolean): Promise<void> {
  const end = Date.now() + patience
  let held: Held | undefined
  do {
    await new Promise((resolve) => setTimeout(resolve, 500))
    held = await heldBy(page)
    if (held && enough(held)) return
  } while (Date.now() < end)
  throw new Error(`not ready in time: ${JSON.stringify(held)}`)
}

/** Looks into the database beside the app. */
export function heldBy(page: Page): Promise<Held | undefined> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const place = location.pathname.split('/')[2]
    const db = await answer(indexedDB.open(`tongke:${place}`))
    try {
      const transaction = db.transaction(['facts', 'meta', 'blobs'])
      const [facts, meta, blobs] = await Promise.all([
        answer(transaction.objectStore('facts').count()),
        answer<{ name: string; value: object }[]>(transaction.objectStore('meta').getAll()),
        answer<{ whole: number }[]>(transaction.objectStore('blobs').getAll()),
      ])
      const named = (name: string) => meta.find((one) => one.name === name)?.value
      const kept = JSON.parse(localStorage.getItem(`tongke.home.1:${place}`) ?? '{}')
      const { lessons = [] } = kept as { lessons?: { light: string }[] } // as the app keeps it
      const { seq = 0 } = (named('self') ?? {}) as { seq?: number }
      return {
        facts,
        seq,
        packages: meta.filter((one) => one.name.startsWith('package:')).length,
        unfinished: blobs.filter((one) => one.whole === 0).length,
        shown: lessons.length,
        ready: lessons.filter((one) => one.light === 'ready').length,
        controlled: navigator.serviceWorker.controller !== null,
      }
    } finally {
      db.close()
    }
  })
}
