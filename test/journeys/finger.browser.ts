import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openCounty } from './county.ts'
import { openPlace } from './places.ts'

/** What a finger does on a pupil's card in the register: a tap marks, once; a slip marks nothing; a rest opens the menu. */

const county = openCounty()
let page: Page
let finger: CDPSession

beforeAll(async () => {
  const context = await county.launched.browser.newContext({ hasTouch: true })
  const classroom = await openPlace(county.launched.browser, 'classroom', county.hub.port, { context })
  page = classroom.page
  await page.goto(`${classroom.home}/attendance`)
  await page.getByText('应到 12').waitFor()
  finger = await context.newCDPSession(page)
})

const card = (n: number) => page.locator('.attendance-touch').nth(n)

async function put(n: number, by = 0): Promise<void> {
  const box = await card(n).boundingBox()
  const place = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 20 + by }
  await finger.send('Input.dispatchTouchEvent', { type: by ? 'touchMove' : 'touchStart', touchPoints: [place] })
}
const lift = () => finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })

/** Down and up in one go: what a busy machine does between two messages would be a rest. */
async function tap(n: number): Promise<void> {
  const box = await card(n).boundingBox()
  const place = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 20 }
  await Promise.all([
    finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [place] }),
    finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }),
  ])
}

test('a tap marks the pupil, and no click behind it takes the mark back', async () => {
  for (const n of [0, 1, 2]) {
    await tap(n)
    await page.getByText(`实到 ${n + 1}`).waitFor()
  }
  // A click has come and gone by the time that a key is heard.
  await card(3).press('Enter')
  await page.getByText('实到 4').waitFor()
  expect(await page.getByText(/缺 \d/).count()).toBe(0)
})

test('a finger that moves on scrolls, and marks nothing', async () => {
  await put(4)
  for (const by of [-20, -60, -120]) await put(4, by)
  await lift()
  await tap(5)
  await page.getByText('实到 5').waitFor()
})

test('a finger that rests opens the menu, and marks nothing until something is chosen', async () => {
  await put(6)
  const late = page.getByRole('menuitemradio', { name: '迟到' })
  await late.waitFor()
  await lift()
  await late.click()
  await page.getByText('迟到 1').waitFor()
  await page.getByText('实到 6').waitFor()
})
