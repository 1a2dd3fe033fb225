import { expect, test } from 'vitest'
import { openCounty } from './county.ts'
import { appIsKept, openPlace } from './places.ts'

/** The home is there before all behind it is: whoever presses then is heard, however early it was. */

const county = openCounty()

/** Runs in the page before its own scripts: presses a lesson when the page is about to do its work of a frame for the nth time. */
function pressBeforeFrame(nth: number): void {
  const platforms = requestAnimationFrame
  let frames = 0
  window.requestAnimationFrame = (work) =>
    platforms((time) => {
      const card = document.querySelector<HTMLElement>('.home .card')
      if (card) frames += 1
      if (card && frames === nth) {
        card.click()
        document.documentElement.dataset.pressed = 'yes'
      }
      work(time)
    })
}

test('a lesson that is pressed opens, in whatever frame of the start it was', async () => {
  const classroom = await openPlace(county.launched.browser, 'classroom', county.hub.port)
  await classroom.page.getByText('备好了').first().waitFor()
  await appIsKept(classroom.page)
  let pressed = 0
  for (const nth of [1, 2, 3, 5, 8]) {
    const page = await classroom.page.context().newPage()
    await page.addInitScript(pressBeforeFrame, nth)
    await page.goto(classroom.home)
    const pressedIn = page.locator('html[data-pressed]')
    // What a home that is live has at its foot: there are hardly any more frames then.
    await pressedIn
      .or(page.getByRole('button', { name: '解锁' }))
      .first()
      .waitFor({ state: 'attached' })
    if ((await pressedIn.count()) > 0) {
      pressed += 1
      await page.getByRole('button', { name: '全屏' }).waitFor({ timeout: 5_000 })
    }
    await page.close()
  }
  expect(pressed).toBeGreaterThan(2)
})
