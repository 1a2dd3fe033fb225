import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { slicesOf } from '../../src/ui/kai/slices.ts'
import { type LaunchedBrowser, launch, runsHere } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'

/** What children learn to write is shown as they write it: 楷体, without a line, each pinyin over its character. */

let hub: HubAtWork
let line: Relay
let launched: LaunchedBrowser

beforeAll(async () => {
  hub = await startHub()
  line = await openRelay(hub.port)
})
afterEach(async () => {
  await launched.close()
  line.repair()
})
afterAll(async () => {
  await line.close()
  await hub.stop()
})

/** Words of the song's first page. */
const words = '你在晚上看过星星吗？'

describe.each(['88'] as const)('in Chromium %s', (version) => {
  test.skipIf(!runsHere(version))('a lesson is set in 楷体 without a line', { timeout: 60_000 }, async () => {
    launched = await launch(version)
    const page = await launched.context.newPage()
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.goto(`http://localhost:${line.port}/enrol?code=100001`)
    await page.waitForURL(/\/at\//)
    const home = page.url()
    await page.goto(`${home}/library`)
    await page.getByText('山村的小星星').click()
    await page.getByText(words).waitFor()
    await page.waitForFunction(
      async (slices) => {
        const kept = (await (await caches.open('tongke-rest')).keys()).map(({ url }) => url)
        return slices.every((slice) => kept.some((url) => url.includes(slice)))
      },
      slicesOf(words).map((slice) => `/assets/${String(slice).padStart(3, '0')}-`),
    )
    line.cut()

    await page.reload()
    await page.getByText(words).waitFor()
    await page.waitForFunction(() => [...document.fonts].some((face) => face.status === 'loaded'))
    expect(await page.evaluate(() => [...document.fonts].filter((face) => face.status === 'error').length)).toBe(0)

    for (const next of [2, 3, 4, 5, 6, 7]) {
      await page.keyboard.press('PageDown')
      await page.getByText(`第 ${next} 页`).first().waitFor()
    }
    const besides = await page.evaluate(() =>
      [...document.querySelectorAll('ruby')].map((ruby) => {
        const pinyin = ruby.querySelector('rt')
        const character = document.createRange()
        character.setStart(ruby, 0)
        if (pinyin) character.setEndBefore(pinyin)
        const [below, above] = [character.getBoundingClientRect(), pinyin?.getBoundingClientRect()]
        return above ? Math.abs(below.left + below.right - above.left - above.right) / 2 : Number.NaN
      }),
    )
    expect(besides.length).toBeGreaterThan(3)
    for (const px of besides) expect(px).toBeLessThan(2)

    line.repair()
    await page.goto(`${home}/device`)
    await page.getByText(/楷体字：[1-9]\d* kB/).waitFor()
  })
})
