import type { Browser, Page } from 'playwright-core'
import { screens } from '../journeys/places.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { codeOf } from './county.ts'
import type { LineName } from './lines.ts'
import { lines } from './lines.ts'

/** A classroom of the crowd: its page, its line, and what came of it. */
export interface Classroom {
  n: number
  page: Page
  line: LineName
  version: string
  relay: Relay | undefined
  /** From pressing its lesson to being in it, ms. */
  joined: number
  /** What its console said was wrong. */
  errors: string[]
  /** How often it has answered. */
  answers: number
  /** Where on the ladder it was in the end, in its own words. */
  rung: string
}

/** On a machine that has too much to do. */
const patience = { timeout: 120_000 }

export async function openClassroom(
  browser: Browser,
  at: { n: number; line: LineName; version: string; hub: number; subject: string },
): Promise<Classroom> {
  const { n, line, version, hub, subject } = at
  const relay = line === 'good' || line === 'no UDP' ? undefined : await openRelay(hub, lines[line])
  const page = await newPage(browser)
  const errors = watchErrors(page)
  // A large screen is painted in software here, and costs more than all that the app does.
  await page.setViewportSize(screens.desk)
  await page.goto(`http://localhost:${relay?.port ?? hub}/enrol?code=${codeOf(n)}`, patience)
  await page.waitForURL(/\/at\//, patience)
  const card = page.locator('.day .card', { hasText: subject }).first()
  await card.waitFor(patience)
  const began = performance.now()
  await card.click(patience)
  await page.getByText(/正在直播/).waitFor(patience)
  return { n, page, line, version, relay, joined: performance.now() - began, errors, answers: 0, rung: '' }
}

/** A device of its own. */
export async function newPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  // What runs this leaves a call of its own in what is run in a page.
  await page.addInitScript('window.__name = (named) => named')
  return page
}

/** What a line that went says of itself is none of the app's errors. */
const ofTheLine = /^Failed to load resource|^WebSocket connection to|net::ERR_/

export function watchErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !ofTheLine.test(message.text())) errors.push(message.text())
  })
  return errors
}

/** Counts two hands for B, if it is asked within that time; it may have no line. @param within ms */
export async function answer(room: Classroom, within: number): Promise<void> {
  try {
    const hand = room.page.getByRole('button', { name: /B.*多一/ })
    await hand.waitFor({ timeout: within })
    for (let n = 0; n < 2; n++) await hand.click({ timeout: within })
    room.answers += 1
  } catch {
    // Not heard in time: it is told how many have answered.
  }
}

/** What stands on the page of the lesson that is shown; '' on any other. */
export function pageOf(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('.page-view')?.textContent ?? '')
}

/** What a classroom says of where on the ladder it is, and why. */
export async function rungOf(page: Page): Promise<string> {
  const mark = page.getByRole('button', { name: /^(高清画面|小画面|稍迟的画面|声音和板书|板书|自己上课)/ })
  return (
    (await mark
      .first()
      .textContent({ timeout: 10_000 })
      .catch(() => '')) ?? ''
  )
}

/** The strokes that a page has of its room, by who drew them and their numbers. */
export async function strokesOf(page: Page): Promise<string[]> {
  const rows = await page.evaluate(async () => {
    const answer = (request: IDBRequest) =>
      new Promise<unknown>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = (await answer(indexedDB.open(`tongke:${location.pathname.split('/')[2]}`))) as IDBDatabase
    const range = IDBKeyRange.bound('stroke/', 'stroke0')
    const found = await answer(db.transaction('rows').objectStore('rows').getAll(range))
    db.close()
    return found as { state: { drawn: { by: string; stroke: number }[] } }[] // rows of that table
  })
  return rows.flatMap(({ state }) => state.drawn.map(({ by, stroke }) => `${by}:${stroke}`)).sort()
}
