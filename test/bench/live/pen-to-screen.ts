import { launch } from '../../browsers/launch.ts'
import { startHub } from '../../hubs/hub-at-work.ts'
import { openPlace } from '../../journeys/places.ts'
import { type Mark, marksOf } from './board-marks.ts'
import { boardPages, pageMs } from './board-pages.ts'
import { startTeaching } from './host.ts'
import { type SeenMarks, seeMarks } from './see-marks.ts'
import { writePage } from './steady-hand.ts'

declare const marks: SeenMarks
declare const shown: (number | undefined)[]

/** What is drawn first may be there before the page to which was turned for it. ms */
const turning = 3_000

/**
 * A host writes a page full, with a camera on, and a classroom on a good line follows, with picture and sound by WebRTC.
 *
 * @returns of each place of the page how long after the pen was there, by its event's time stamp, the classroom had painted it, ms; infinite where it has not
 */
export async function penToScreen(): Promise<number[]> {
  const hub = await startHub()
  const open: { close(): Promise<void> }[] = []
  try {
    const host = await startTeaching(hub.port, true)
    open.push(host)
    const launched = await launch('current', { args: ['--autoplay-policy=no-user-gesture-required'] })
    open.push(launched)
    const context = await launched.browser.newContext()
    await context.addInitScript('window.__name = (named) => named')
    await context.addInitScript(seeMarks)
    const { page } = await openPlace(launched.browser, 'classroom', hub.port, { context })
    await page.locator('.day .card', { hasText: host.subject }).first().click()
    await page
      .getByRole('button', { name: /^(小画面|高清画面)/ })
      .first()
      .waitFor({ timeout: 60_000 })
    await page.locator('video').first().waitFor()
    const [written] = boardPages(pageMs)
    const strokes = written?.strokes ?? []
    const places = marksOf(strokes)
    await page.evaluate(watchMarks, places)
    const touched = await writePage(host.studio.page, strokes, pageMs)
    const seen = await page.evaluate(whatIsSeen)
    return places.flatMap(({ stroke, before, begins }, n) => {
      const pen = touched[stroke]?.[before]
      return begins < turning || pen === undefined ? [] : [(seen[n] ?? Number.POSITIVE_INFINITY) - pen]
    })
  } finally {
    for (const one of open.reverse()) await one.close()
    await hub.stop()
  }
}

/** Runs in the page: what was noted, when all is there; what has not come within five seconds does not come. */
async function whatIsSeen(): Promise<(number | undefined)[]> {
  const givesUp = performance.now() + 5_000
  while (shown.includes(undefined) && performance.now() < givesUp) await marks.painted()
  return shown
}

/** Runs in the page: looks at each frame which of the next places have been painted, and notes when as `window.shown`. */
function watchMarks(places: readonly Mark[]): void {
  const ahead = 24
  const seen: (number | undefined)[] = places.map(() => undefined)
  Object.assign(window, { shown: seen })
  let first = 0
  const look = async (): Promise<void> => {
    const now = await marks.painted()
    const from = Math.max(0, first - ahead)
    const inked = marks.inked(places.slice(from, first + ahead))
    for (const [n, is] of inked.entries()) {
      if (!is || seen[from + n] !== undefined) continue
      seen[from + n] = now
      first = Math.max(first, from + n + 1)
    }
    void look()
  }
  void look()
}
