import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { launch } from '../../browsers/launch.ts'
import { startHub } from '../../hubs/hub-at-work.ts'
import { openPlace } from '../../journeys/places.ts'
import { clockCamera } from './clock-camera.ts'
import { holdRung } from './hold-rung.ts'
import { startTeaching } from './host.ts'
import { type NotedSound, noteSound } from './note-sound.ts'
import { readClock, type SeenClock } from './read-clock.ts'

declare const clock: SeenClock
declare const sound: NotedSound

/** Of each picture how late it was seen, ms, by WebRTC and by HLS; and of each flash how long before its beep was heard, ms. */
export interface PictureDelay {
  webrtc: number[]
  hls: number[]
  lips: number[]
}

/** A classroom watches a host whose camera shows a clock, for so long each way, ms. */
export async function pictureDelay(ms: number): Promise<PictureDelay> {
  const hub = await startHub()
  const open: { close(): Promise<void> }[] = []
  try {
    const host = await startTeaching(hub.port, true, clockCamera)
    open.push(host)
    const launched = await launch('current', { args: ['--autoplay-policy=no-user-gesture-required'] })
    open.push(launched)
    const context = await launched.browser.newContext()
    await context.addInitScript('window.__name = (named) => named')
    await context.addInitScript(noteSound)
    await context.addInitScript(readClock)
    const { page } = await openPlace(launched.browser, 'classroom', hub.port, { context })
    await page.locator('.day .card', { hasText: host.subject }).first().click()
    await page.locator('video').first().waitFor()
    await holdRung(page, '小画面')
    const direct = await watched(page, ms)
    await holdRung(page, '稍迟的画面')
    const late = await watched(page, ms)
    return { webrtc: direct.late, hls: late.late, lips: direct.lips }
  } finally {
    for (const one of open.reverse()) await one.close()
    await hub.stop()
  }
}

/** What is seen and heard in so long, once it has settled. */
async function watched(page: Page, ms: number): Promise<{ late: number[]; lips: number[] }> {
  await setTimeout(10_000)
  await page.evaluate(() => {
    clock.forget()
    sound.begins.length = 0
  })
  await setTimeout(ms)
  const { late, flashes, beeps } = await page.evaluate(() => ({ ...clock, beeps: sound.begins }))
  const lips = flashes.flatMap((flash) => {
    const nearest = beeps.map((beep) => beep - flash).sort((a, b) => Math.abs(a) - Math.abs(b))[0]
    return nearest !== undefined && Math.abs(nearest) < 1_000 ? [nearest] : []
  })
  return { late, lips }
}
