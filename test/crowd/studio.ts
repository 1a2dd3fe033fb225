import type { Browser, Page } from 'playwright-core'
import { screens, unlock } from '../journeys/places.ts'
import { newPage, watchErrors } from './classroom.ts'
import { studioCode } from './county.ts'

/** The host of a crowd. */
export interface Studio {
  page: Page
  subject: string
  lesson: string
  errors: string[]
}

const patience = { timeout: 120_000 }

/** Begins a lesson for all classes that have it, with the camera on. */
export async function openStudio(browser: Browser, hub: number): Promise<Studio> {
  const page = await newPage(browser)
  const errors = watchErrors(page)
  await page.setViewportSize(screens.desk)
  await page.goto(`http://localhost:${hub}/enrol?code=${studioCode}`, patience)
  await page.waitForURL(/\/at\//, patience)
  const home = page.url()
  const card = page.locator('.day .card').first()
  await card.waitFor(patience)
  const subject = (await card.locator('strong').textContent()) ?? ''
  await card.click()
  await page.waitForURL(/\/studio\/./)
  const lesson = page.url().split('/').pop() ?? ''
  await unlock({ page, home }, `studio/${lesson}`)
  await page.getByRole('button', { name: '开始直播上课' }).click(patience)
  await page.getByText('话筒开着').waitFor(patience)
  await page.getByRole('button', { name: '摄像头' }).click()
  await page.getByRole('button', { name: '给教室看' }).click(patience)
  await page.getByText('教室正在看这个画面').waitFor(patience)
  return { page, subject, lesson, errors }
}

/** Writes some strokes. */
export async function write(page: Page, round: number): Promise<void> {
  const box = await page.locator('.board-surface').boundingBox()
  if (!box) throw new Error('there is no board')
  for (let n = 0; n < 5; n++) {
    const [x, y] = [box.x + box.width * (0.1 + 0.15 * n), box.y + 40 + ((round * 23) % 200)]
    await page.mouse.move(x, y)
    await page.mouse.down()
    for (let step = 0; step < 10; step++) await page.mouse.move(x + step * 6, y + step * 3)
    await page.mouse.up()
  }
}
