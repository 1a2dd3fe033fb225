import type { Page } from 'playwright-core'
import { launch } from '../../browsers/launch.ts'
import { startHub } from '../../hubs/hub-at-work.ts'
import { appIsKept, go, openPlace } from '../../journeys/places.ts'
import { marksOf } from './board-marks.ts'
import { boardPages, pageMs, type WrittenPage } from './board-pages.ts'
import { type HeardSeek, hearSeek } from './hear-seek.ts'
import { seeMarks } from './see-marks.ts'
import { deliverLesson } from './taught-lesson.ts'
import { type Seek, watchSeek } from './watch-seek.ts'

declare const heard: HeardSeek
declare const sought: Promise<Seek>

/** Where in a lesson one goes, one after the other: shares of it, none at the edge of a page. */
const places = [0.505, 0.022, 0.972, 0.303, 0.345, 0.805, 0.103, 0.61, 0.447, 0.925, 0.21, 0.701]

export interface ReplayedLesson {
  /** The recording's file, as the hub keeps it and a device fetches it. */
  bytes: number
  /** From choosing the lesson to its page with all that was drawn at its beginning. ms */
  opens: number
  /** From the pointer's event to the frame with the board of that time, and to sound from there; of each place. ms */
  seeks: Seek[]
}

/** A lesson of so long, which a classroom's device has fetched by itself, looked at again without a line. */
export async function replayedLesson(ms: number): Promise<ReplayedLesson> {
  const pages = boardPages(ms)
  const hub = await startHub()
  const launched = await launch('current', { args: ['--autoplay-policy=no-user-gesture-required'] })
  try {
    const room = await deliverLesson(hub.port, pages, ms)
    const context = await launched.browser.newContext()
    context.setDefaultTimeout(60_000)
    // What runs benches leaves a call of its own in what is run in a page.
    await context.addInitScript('window.__name = (named) => named')
    await context.addInitScript(seeMarks)
    await context.addInitScript(hearSeek)
    const { page, home } = await openPlace(launched.browser, 'classroom', hub.port, { context })
    await appIsKept(page)
    await go(page, `${home}/library`)
    await page
      .locator('.library-package', { hasText: /\d 分钟/ })
      .getByText('备好了')
      .waitFor()
    const bytes = await largestBlob(page)
    await context.setOffline(true)
    const began = Date.now()
    await go(page, `${home}/replay/${room}`)
    await page.getByRole('button', { name: '播放' }).click()
    await page.evaluate(async () => heard.from(0))
    const opens = Date.now() - began
    const seeks: Seek[] = []
    for (const [n, place] of places.entries()) seeks.push(await seek(page, pages, place * ms, n % 2 === 0))
    return { bytes, opens, seeks }
  } finally {
    await launched.close()
    await hub.stop()
  }
}

/** Presses on the time line, or drags its thumb there. */
async function seek(page: Page, pages: readonly WrittenPage[], ms: number, isPress: boolean): Promise<Seek> {
  // A pixel of the time line is some seconds.
  const near = pages.filter(({ from }) => Math.abs(ms - from - pageMs / 2) < 1.5 * pageMs)
  const nearby = near.map(({ from, strokes }) => ({ from, marks: marksOf(strokes) }))
  const slider = page.getByRole('slider')
  const box = await slider.boundingBox()
  const length = Number(await slider.getAttribute('max'))
  if (!box) throw new Error('there is no time line')
  // A thumb is some 16 px broad, and its middle goes from one end to the other but for that.
  const x = (at: number) => box.x + 8 + (at / length) * (box.width - 16)
  await page.evaluate(watchSeek, nearby)
  const [there, y] = [x(ms), box.y + box.height / 2]
  if (isPress) await page.mouse.click(there, y)
  else {
    await page.mouse.move(x(Number(await slider.inputValue())), y)
    await page.mouse.down()
    await page.mouse.move(there, y, { steps: 8 })
    await page.mouse.up()
  }
  return page.evaluate(() => sought)
}

/** Of what is kept at the place at which a page is, past the app. */
function largestBlob(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await answer(indexedDB.open(`tongke:${location.pathname.split('/')[2]}`))
    const blobs = await answer(db.transaction('blobs').objectStore('blobs').getAll())
    db.close()
    return Math.max(...blobs.map(({ size }) => size))
  })
}
