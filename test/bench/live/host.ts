import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { type LaunchedBrowser, launch } from '../../browsers/launch.ts'
import { type OpenPlace, openPlace, unlock } from '../../journeys/places.ts'
import { chatter } from './wave.ts'

/** Who teaches: a studio in a browser of its own, whose microphone hears somebody speak without a pause. */
export interface Host {
  studio: OpenPlace
  /** What is on the lesson's card everywhere. */
  subject: string
  close(): Promise<void>
}

/** @param script is run in the studio's page before anything else is */
export async function startTeaching(port: number, camera: boolean, script?: () => void): Promise<Host> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-voice-'))
  const voice = path.join(folder, 'voice.wav')
  await writeFile(voice, chatter())
  const launched = await launch('current', {
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${voice}`,
    ],
  })
  const host = {
    async close() {
      await launched.close()
      await rm(folder, { recursive: true })
    },
  }
  try {
    return { ...host, ...(await begin(launched, port, camera, script)) }
  } catch (error) {
    await host.close()
    throw error
  }
}

async function begin({ browser }: LaunchedBrowser, port: number, camera: boolean, script?: () => void) {
  const context = await browser.newContext()
  // What runs benches leaves a call of its own in what is run in a page.
  await context.addInitScript('window.__name = (named) => named')
  if (script) await context.addInitScript(script)
  const studio = await openPlace(browser, 'studio', port, { context })
  const subject = await openLive(studio)
  if (camera) await showCamera(studio.page)
  return { studio, subject }
}

/** The first lesson of the day is taught live, with an open microphone. @returns what is on its card */
export async function openLive(studio: OpenPlace): Promise<string> {
  const { page } = studio
  const card = page.locator('.day .card').first()
  const subject = (await card.locator('strong').textContent()) ?? ''
  await card.click()
  await page.waitForURL(/\/studio\/./)
  await unlock(studio, `studio/${page.url().split('/').pop()}`)
  await page.getByRole('button', { name: '开始直播上课' }).click()
  await page.getByText('话筒开着').waitFor()
  return subject
}

export async function showCamera(page: Page): Promise<void> {
  await page.getByRole('button', { name: '摄像头' }).click()
  await page.getByRole('button', { name: '给教室看' }).click()
  await page.getByText('教室正在看这个画面').waitFor()
}

/** One stroke, at a place from 0 to 1 of the board's width. */
export async function drawStroke(page: Page, at: number): Promise<void> {
  const box = await page.locator('.board-surface').boundingBox()
  if (!box) throw new Error('there is no board')
  const { x, y, width } = box
  await page.mouse.move(x + width * at, y + 60)
  await page.mouse.down()
  for (let n = 0; n < 12; n++) await page.mouse.move(x + width * at + n * 8, y + 60 + n * 5)
  await page.mouse.up()
}
