import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LaunchedBrowser, launch, runsHere, versions } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'

/** The whole pass, from a village classroom to its helping school, with the line cut in between. */

let hub: HubAtWork
let line: Relay
let launched: LaunchedBrowser

beforeAll(async () => {
  hub = await startHub()
})
afterAll(async () => {
  await hub.stop()
})
beforeEach(async () => {
  line = await openRelay(hub.port)
})
afterEach(async () => {
  await launched.close()
  await line.close()
})

/** Opens a place of the demonstration county in a tab of its own; returns its address. */
async function enrol(code: string, size: { width: number; height: number }, port = line.port): Promise<Page> {
  const page = await launched.context.newPage()
  await page.setViewportSize(size)
  await page.goto(`http://localhost:${port}/enrol?code=${code}`)
  await page.waitForURL(/\/at\//)
  return page
}

const projector = { width: 1920, height: 1080 }
const desk = { width: 1366, height: 768 }

/** The shell is in the cache and rules the page: from here on a line is not needed. */
async function shellIsKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      )
    }
  })
}

describe.each(versions)('in Chromium %s', (version) => {
  const tests = test.skipIf(!runsHere(version))

  tests(
    'a classroom prepares, loses the line, teaches, takes the register, and is heard when the line is back',
    async () => {
      launched = await launch(version)
      const classroom = await enrol('100001', projector)
      const home = classroom.url()
      await classroom.getByText('备好了').first().waitFor()
      await shellIsKept(classroom)

      line.cut()
      await classroom.goto(home)
      await classroom.getByText('备好了').first().waitFor()
      await classroom
        .getByRole('button', { name: /备好了/ })
        .first()
        .click()
      const now = classroom.getByRole('button', { name: '现在就上这节课' })
      await classroom.getByText(/第 1 页/).waitFor()
      if (await now.isVisible()) await now.click()
      await classroom.keyboard.press('PageDown')
      await classroom.getByText(/第 2 页/).waitFor()

      const lesson = classroom.url().split('/').pop() ?? ''
      await classroom.goto(`${home}/attendance/${lesson}`)
      await classroom.getByRole('button', { name: '全到' }).click()
      await classroom.getByText(/实到 12/).waitFor()
      await classroom.getByRole('button', { name: /本机存着 \d+ 条，等网络/ }).waitFor()

      const teacher = await enrol('100005', desk, hub.port)
      const teachersHome = teacher.url()
      line.repair()
      await classroom.getByRole('button', { name: '已全部送达' }).waitFor()
      await teacher.goto(`${teachersHome}/attendance/${lesson}`)
      await teacher.getByText(/实到 12/).waitFor()
      expect(await teacher.getByText(/应到 12/).textContent()).toContain('实到 12')
    },
  )
})
