import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openCounty } from './county.ts'
import { type OpenPlace, openPlace, unlock } from './places.ts'

/** A host shows a picture, and a classroom sees it for as long as its line lets pictures through. */

/** This machine may be busy with others. */
const patience = { timeout: 15_000 }

const county = openCounty(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'])
let studio: OpenPlace
let classroom: OpenPlace
let network: CDPSession

beforeAll(async () => {
  const { browser } = county.launched
  ;[studio, classroom] = await Promise.all([
    openPlace(browser, 'studio', county.hub.port),
    openPlace(browser, 'classroom', county.hub.port),
  ])
  network = await classroom.page.context().newCDPSession(classroom.page)
  await network.send('Network.enable')
  await classroom.page.evaluate(countSounds)
})

test('the host’s picture is off until it is switched on and shown, and then the classroom sees it', async () => {
  const first = studio.page.locator('.day .card').first()
  const subject = (await first.locator('strong').textContent()) ?? ''
  await first.click()
  await studio.page.waitForURL(/\/studio\/./)
  await unlock(studio, `studio/${studio.page.url().split('/').pop()}`)
  await studio.page.getByRole('button', { name: '开始直播上课' }).click()
  await classroom.page.locator('.day .card', { hasText: subject }).first().click()
  await onTheWall('声音和板书')

  await studio.page.getByRole('button', { name: '摄像头' }).click()
  await studio.page.getByText('只在这里预览').waitFor()
  expect(await classroom.page.locator('video').count()).toBe(0)
  await studio.page.getByRole('button', { name: '给教室看' }).click()
  await expect.poll(() => picture(classroom.page), patience).toBeGreaterThan(0)
  await studio.page.getByText('教室正在看这个画面').waitFor()
  await onTheWall(/小画面|高清画面/)
  await expect.poll(() => sounds(classroom.page), patience).toBe(1)
})

test('where the network lets no picture through any more, sound goes on within seconds, one at a time', async () => {
  await lose(100)
  const began = Date.now()
  await classroom.page.getByRole('button', { name: /声音和板书 · 这里的网络不让画面通过/ }).waitFor()
  expect(Date.now() - began).toBeLessThan(6_000)
  expect(await picture(classroom.page)).toBe(0)
  await expect.poll(() => sounds(classroom.page), patience).toBe(1)
  await onTheWall('声音和板书')
})

test('a picture that is chosen by hand comes as soon as it can', async () => {
  await lose(0)
  await classroom.page.getByRole('button', { name: /声音和板书 · / }).click()
  await classroom.page.getByText('小画面', { exact: true }).click()
  await expect.poll(() => picture(classroom.page), patience).toBeGreaterThan(0)
  await onTheWall('小画面')
  await expect.poll(() => sounds(classroom.page), patience).toBe(1)
})

test('when the host switches it off it is gone, and the lesson goes on', async () => {
  await studio.page.getByRole('button', { name: '关掉画面' }).click()
  await expect.poll(() => classroom.page.locator('video').count(), patience).toBe(0)
  await onTheWall('声音和板书')
})

/** Of WebRTC's packets, percent. */
async function lose(packetLoss: number): Promise<void> {
  const free = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await network.send('Network.emulateNetworkConditions', { ...free, packetLoss })
}

async function onTheWall(words: string | RegExp): Promise<void> {
  await studio.page.locator('.studio-room', { hasText: '青山教学点' }).getByText(words).waitFor()
}

/** How wide the picture is that moves in the classroom; 0 without one. */
function picture(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('video')?.videoWidth ?? 0)
}

/** How many sounds are being heard. */
function sounds(page: Page): Promise<number> {
  return page.evaluate(() => heardNow())
}

/** Keeps the sounds that the page makes, which stand nowhere in it. */
function countSounds(): void {
  const all: HTMLAudioElement[] = []
  const Before = window.Audio
  window.Audio = class extends Before {
    constructor(address?: string) {
      super(address)
      all.push(this)
    }
  }
  Object.assign(window, {
    heardNow: () =>
      all.filter(
        ({ paused, muted, volume, readyState }) =>
          !paused && !muted && volume > 0 && readyState >= HTMLMediaElement.HAVE_CURRENT_DATA,
      ).length,
  })
}

/** What the page offers by then. */
declare function heardNow(): number
