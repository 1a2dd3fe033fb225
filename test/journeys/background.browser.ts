import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type LaunchedBrowser, launch, runsHere } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { appIsKept, openPlace, screens } from './places.ts'

/** What the service worker is for, and what there is without one. */

let hub: HubAtWork
let line: Relay
let profile: string
let launched: LaunchedBrowser

beforeAll(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'tongke-tablet-'))
  ;[hub, launched] = await Promise.all([startHub(), launch('current', { profile })])
  line = await openRelay(hub.port)
})
afterAll(async () => {
  await launched.close()
  await line.close()
  await hub.stop()
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
})
afterEach(() => {
  line.repair()
})

const tests = test.skipIf(!runsHere('current'))

tests('what was recorded without a line is delivered when it is back, though every page was closed', async () => {
  const { context } = launched
  const { page, home } = await openPlace(launched.browser, 'classroom', line.port, { context })
  await appIsKept(page)
  const tag = `deliver:${home.split('/').pop()}`
  const lesson = await register(page, home)
  expect(await wakeUpsOf(page)).not.toContain(tag)

  line.cut()
  await page.getByRole('button', { name: '全到' }).click()
  await page.getByText(/实到 12/).waitFor()
  await page.getByRole('button', { name: /本机存着 \d+ 条，等网络/ }).waitFor()
  await expect.poll(() => wakeUpsOf(page)).toContain(tag)
  await page.close()

  line.repair()
  const teacher = await openPlace(launched.browser, 'teacher', hub.port)
  await teacher.page.goto(`${teacher.home}/attendance/${lesson}`)
  await teacher.page.getByText(/应到 12 · 实到 0/).waitFor()
  await wake(context, `http://localhost:${line.port}`, tag)
  await teacher.page.getByText(/应到 12 · 实到 12/).waitFor()
})

tests('without a worker lessons come down all the same, and open without a line while the page is open', async () => {
  const context = await launched.browser.newContext({ serviceWorkers: 'block' })
  const { page } = await openPlace(launched.browser, 'classroom', line.port, { context })
  const lesson = page.getByRole('button', { name: /备好了/ }).first()
  await lesson.waitFor()
  line.cut()
  await lesson.click()
  await page.getByText(/第 1 页/).waitFor()
  await context.close()
})

/** Opens the register of the day's first lesson. @returns the lesson */
async function register(page: Page, home: string): Promise<string> {
  await page.setViewportSize(screens.projector)
  await page.goto(`${home}/attendance`)
  await page.getByRole('navigation', { name: '今天的课' }).getByRole('button').first().click()
  await page.getByText(/应到 12 · 实到 0/).waitFor()
  return page.url().split('/').pop() ?? ''
}

/** What the browser has been asked to wake the worker for. */
function wakeUpsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { sync } = (await navigator.serviceWorker.ready) as unknown as { sync: { getTags(): Promise<string[]> } }
    return sync.getTags() // Background Sync is not in TypeScript's DOM library
  })
}

/** Wakes the worker as the browser does at a time of its own choosing. */
async function wake(context: BrowserContext, origin: string, tag: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${origin}/icon.svg`)
  const browser = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) =>
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const one of registrations) if (one.scopeURL.startsWith(origin)) resolve(one.registrationId)
    }),
  )
  await browser.send('ServiceWorker.enable')
  await browser.send('ServiceWorker.dispatchSyncEvent', {
    origin,
    registrationId: await registered,
    tag,
    lastChance: false,
  })
}
