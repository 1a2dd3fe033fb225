import type { Page } from 'playwright-core'

/** Where one writes, CSS px. */
export async function board(page: Page, surface = '.board-surface'): Promise<{ x: number; y: number; width: number }> {
  const box = await page.locator(surface).boundingBox()
  if (!box) throw new Error('there is no board')
  return box
}

/** A stroke. @param at how far from the left it begins, 0 to 1 */
export async function draw(page: Page, at: number, surface?: string): Promise<void> {
  const { x, y, width } = await board(page, surface)
  await page.mouse.move(x + width * at, y + 60)
  await page.mouse.down()
  for (let n = 0; n < 20; n++) await page.mouse.move(x + width * at + n * 8, y + 60 + n * 3)
  await page.mouse.up()
}

/** How much ink there is on the page that is shown, in pixels. */
export function inked(page: Page): Promise<number> {
  return page.evaluate(() => {
    let count = 0
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>('canvas.board-ink')) {
      const { width, height } = canvas
      if (width === 0 || height === 0) continue
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] }
      for (let n = 3; n < data.length; n += 4) if ((data[n] ?? 0) > 128) count += 1
    }
    return count
  })
}
