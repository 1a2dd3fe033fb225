import { networkInterfaces } from 'node:os'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openCounty } from './county.ts'
import { openPlace } from './places.ts'

/** Where the app cannot run, or not yet, a page says in words what to do; nothing is blank. */

const county = openCounty()

async function visit(options: BrowserContextOptions, without = '', host = 'localhost'): Promise<Page> {
  const context = await county.launched.browser.newContext(options)
  if (without) await context.addInitScript(without)
  const page = await context.newPage()
  await page.goto(`http://${host}:${county.hub.port}/enrol?code=100001`)
  return page
}

const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 14_8 like Mac OS X) AppleWebKit/605.1.15 Version/14.1.2 Safari/604.1'

test.each([
  ['an old browser that knows no :is()', 'CSS.supports = (text) => !/:is/.test(text)', /请换用 Chrome 88 以上/],
  ['a browser without compression', 'delete window.CompressionStream', /请换用 Chrome 88 以上/],
  ['a browser without IndexedDB', 'Object.defineProperty(window, "indexedDB", { value: undefined })', /无痕模式/],
])('%s', async (_, without, words) => {
  const page = await visit({}, without)
  await page.getByText(words).waitFor()
  await page.getByRole('heading').first().waitFor()
  expect(await page.getByRole('button').count()).toBe(0)
})

test('an iPhone that is too old', async () => {
  const page = await visit({ userAgent: iPhone }, 'delete window.CompressionStream')
  await page.getByText(/升级到 iOS 16.4/).waitFor()
})

test('a plain http address in the school’s network', async () => {
  const host = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address
  const page = await visit({}, '', host ?? '127.0.0.2')
  // 127.0.0.2 is as trusted as localhost, so a machine without a network cannot show this one.
  if (host === undefined) return
  await page.getByText(/请用县里给的 https/).waitFor()
})

test('a private window in which IndexedDB opens nothing', async () => {
  const refused = `IDBFactory.prototype.open = () => { throw new DOMException('no', 'InvalidStateError') }`
  const page = await visit({}, refused)
  await page.getByRole('alert').filter({ hasText: '请用普通窗口打开本页' }).waitFor()
})

test('a place whose database can no longer be opened', async () => {
  const context = await county.launched.browser.newContext()
  const { page, home } = await openPlace(county.launched.browser, 'classroom', county.hub.port, { context })
  await context.addInitScript(`IDBFactory.prototype.open = () => { throw new DOMException('no', 'UnknownError') }`)
  await page.goto(home)
  await page.getByRole('heading', { name: '浏览器不让打开本机数据' }).waitFor()
  await page.getByRole('button', { name: '再试一次' }).waitFor()
})

test('a place that this browser no longer has', async () => {
  const page = await visit({})
  await page.waitForURL(/\/at\//)
  await page.goto(`http://localhost:${county.hub.port}/at/gone123456`)
  await page.getByRole('heading', { name: '本机没有这个地方的数据' }).waitFor()
  await page.getByRole('button', { name: '回到登记页' }).waitFor()
})

test('a screen whose files have not come before the line went', async () => {
  const context = await county.launched.browser.newContext({ serviceWorkers: 'block' })
  const { page, home } = await openPlace(county.launched.browser, 'classroom', county.hub.port, { context })
  await page.route('**/assets/library-screen-*.js', (route) => route.abort())
  await page.getByRole('button', { name: '资源' }).click()
  await page.getByRole('heading', { name: '这一页还没存到本机' }).waitFor()
  await page.getByRole('button', { name: '回首页' }).click()
  await page.waitForURL(`${home}/`)
  await page.getByRole('button', { name: '资源' }).waitFor()
})
