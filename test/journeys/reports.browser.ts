import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type LaunchedBrowser, launch, runsHere } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { appIsKept, openPlace } from './places.ts'

/** The office looks at what stands behind a figure, and again when the line is gone. */

let hub: HubAtWork
let line: Relay
let launched: LaunchedBrowser

beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  line = await openRelay(hub.port)
})
afterEach(async () => {
  await launched.close()
  await line.close()
})

test.skipIf(!runsHere('current'))('a figure opens its rows, also without a line once they were seen', async () => {
  launched = await launch('current')
  const { page, home } = await openPlace(launched.browser, 'office', line.port)
  await page.goto(`${home}/office`)
  await page.getByRole('button', { name: '青山教学点 看明细' }).first().click()
  await page.waitForURL(/lessons\/school=qingshan/)
  const lessons = page.getByRole('table').getByRole('row')
  await lessons.nth(1).waitFor()
  const seen = await lessons.count()
  expect(seen).toBeGreaterThan(1)

  await appIsKept(page, 'keep-the-office')
  line.cut()
  await page.reload()
  await page.getByText('现在没有网络').waitFor()
  expect(await lessons.count()).toBe(seen)
  await page.getByText(/^截至 /).waitFor()
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('heading', { name: /第\d+周/ }).waitFor()
})
