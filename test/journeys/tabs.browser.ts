import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type LaunchedBrowser, launch } from '../browsers/launch.ts'
import { type AppCopy, copyApp } from '../hubs/app-copy.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { ownFacts, whole } from './device-facts.ts'
import { appIsKept, openPlace, screens } from './places.ts'

/** Two tabs of one device never harm each other: not its numbers, not what waits to be sent, not a lesson. */

let folder: string
let app: AppCopy
let hub: HubAtWork
let line: Relay
let launched: LaunchedBrowser
let context: BrowserContext
let first: Page
let second: Page
let home: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tongke-hub-'))
  app = await copyApp()
  ;[hub, launched] = await Promise.all([startHub({ DATA_DIR: folder }, { root: app.root }), launch('current')])
  line = await openRelay(hub.port)
  context = await launched.browser.newContext()
  const classroom = await openPlace(launched.browser, 'classroom', line.port, { context })
  home = classroom.home
  await appIsKept(classroom.page)
  await classroom.page.close()
})
afterAll(async () => {
  await launched.close()
  await line.close()
  await hub.stop()
  await app.remove()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  first = await newTab()
  second = await newTab()
})
afterEach(async () => {
  for (const tab of [first, second]) await tab.close()
})

async function newTab(): Promise<Page> {
  const tab = await context.newPage()
  await tab.setViewportSize(screens.projector)
  await tab.goto(home)
  return tab
}

/** The register of one of today's lessons, counted from 0. */
async function register(page: Page, n: number): Promise<void> {
  await page.bringToFront()
  await page.goto(`${home}/attendance`)
  await page.getByRole('navigation', { name: '今天的课' }).getByRole('button').nth(n).click()
  await page.getByText(/应到 12 · 实到 0/).waitFor()
  // Shown once it is known that marks may be made here: a touch before that makes none.
  await page.getByRole('button', { name: '全到' }).waitFor()
}

/** Everybody, as fast as a page can, in a tab behind another as well. */
async function touchAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const touch of document.querySelectorAll<HTMLElement>('.attendance-touch')) touch.click()
  })
  await page.getByText(/应到 12 · 实到 12/).waitFor()
}

test('both record at once and one is closed: numbers stay whole, and the other delivers all', async () => {
  await register(first, 0)
  await register(second, 1)
  line.cut()
  await Promise.all([touchAll(first), touchAll(second)])
  await first.close()
  const kept = await ownFacts(second)
  expect(kept.numbers).toEqual(whole(kept.recorded))
  expect(kept.recorded).toBeGreaterThanOrEqual(24)

  line.repair()
  await second.getByRole('button', { name: '已全部送达' }).waitFor()
  expect((await ownFacts(second)).delivered).toBe(kept.recorded)
  const teacher = await openPlace(launched.browser, 'teacher', hub.port)
  for (const n of [0, 1]) {
    await teacher.page.goto(`${teacher.home}/attendance/${await lessonOf(second, n)}`)
    await teacher.page.getByText(/应到 12 · 实到 12/).waitFor()
  }
})

test('a new version that one tab wants does not touch the lesson in the other', async () => {
  await first.bringToFront()
  await first.goto(home)
  await first
    .getByRole('button', { name: /备好了/ })
    .first()
    .click()
  const now = first.getByRole('button', { name: '现在就上这节课' })
  await first.getByText(/第 1 页/).waitFor()
  if (await now.isVisible()) await now.click()
  await first.keyboard.press('PageDown')
  await first.getByText(/第 2 页/).waitFor()

  await hub.stop()
  await app.becomeNext()
  hub = await startHub({ DATA_DIR: folder, PORT: String(hub.port) }, { root: app.root })
  await second.bringToFront()
  await second.goto(`${home}/device`)
  const script = second.locator('script[type=module]')
  const status = second.getByRole('status')
  const before = await script.getAttribute('src')
  // As the browser does by itself, some seconds later.
  await second.evaluate(async () => (await navigator.serviceWorker.ready).update())
  await second.getByRole('button', { name: '有新版本：现在换上' }).click()
  await second.getByText(/先关掉/).waitFor()

  await first.bringToFront()
  await first.keyboard.press('PageDown')
  await first.getByText(/第 3 页/).waitFor()
  await first.getByRole('button', { name: '考勤' }).click()
  await first.getByText(/应到 12/).waitFor()

  // It was wanted once, and comes as soon as nobody is in its way. Chromium may leave the old worker half a minute more.
  await first.close()
  const shown = async () => ({ script: await script.getAttribute('src'), told: await status.allInnerTexts() })
  await expect.poll(shown, { timeout: 75_000 }).not.toMatchObject({ script: before })
  await second.getByRole('heading', { name: '本机', exact: true }).waitFor()
}, 120_000)

async function lessonOf(page: Page, n: number): Promise<string> {
  await page.getByRole('navigation', { name: '今天的课' }).getByRole('button').nth(n).click()
  return page.url().split('/').pop() ?? ''
}
