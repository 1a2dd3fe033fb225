import type { Page } from 'playwright-core'
import { handwriting } from '../../../core/ink/handwriting.fixture.ts'
import { across } from '../../../core/ink/measures.ts'
import type { PenSample } from '../../../core/ink/pen.ts'

/** A hand that writes steadily on the studio's board; a page that is full is followed by a blank one. */
export async function writeFor(page: Page, ms: number): Promise<void> {
  const { strokes, lasts } = handwriting(90)
  for (let left = ms; left > 0; left -= lasts) await writePage(page, strokes, Math.min(left, lasts))
}

/**
 * Writes strokes on a blank page at their times, for so long.
 *
 * @returns when each sample of each stroke was touched, `Date.now()` to parts of a millisecond: the events' own time stamps
 */
export async function writePage(page: Page, strokes: readonly PenSample[][], ms: number): Promise<number[][]> {
  await page.getByRole('button', { name: '空白页' }).click()
  return page.evaluate(writeHere, { strokes, across, ms })
}

interface Written {
  strokes: readonly PenSample[][]
  across: number
  ms: number
}

/** Runs in the page: from outside a busy machine moves a mouse too seldom for a hand that writes. */
async function writeHere({ strokes, across, ms }: Written): Promise<number[][]> {
  const board = document.querySelector('.board-surface')
  if (!board) throw new Error('there is no board')
  const { left, top, width } = board.getBoundingClientRect()
  const began = performance.now()
  const until = (at: number) => new Promise((next) => window.setTimeout(next, began + at - performance.now()))
  const touch = (kind: string, { x, y }: PenSample) => {
    const [clientX, clientY] = [left + (x / across) * width, top + (y / across) * width]
    const event = new PointerEvent(kind, { clientX, clientY, pointerType: 'mouse', bubbles: true })
    board.dispatchEvent(event)
    return performance.timeOrigin + event.timeStamp
  }
  const touched: number[][] = []
  for (const stroke of strokes) {
    const moments: number[] = []
    touched.push(moments)
    for (const [n, sample] of stroke.entries()) {
      await until(sample.at)
      if (sample.at > ms) return touched
      moments.push(touch(n === 0 ? 'pointerdown' : 'pointermove', sample))
      if (n === stroke.length - 1) touch('pointerup', sample)
    }
  }
  await until(ms)
  return touched
}
