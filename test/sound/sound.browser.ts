import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { launch, runsHere, versions } from '../browsers/launch.ts'
import type { SoundPage } from './page.ts'
import { openRoom, pageScript, type Room } from './room.ts'

/** Each browser speaks in one page and listens in another; the room between them loses what it is told to. */

declare const page: SoundPage

let script: string
beforeAll(async () => {
  script = await pageScript()
})

/** What three browsers do beside each other takes as long as what one does. */
test.concurrent.each(versions.filter(runsHere))('Chromium %s speaks, listens and plays again', async (version) => {
  const begun = Date.now() - 60_000
  const room = await openRoom(script)
  const launched = await launch(version, {
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
  try {
    const speaker = await openPage(launched.context, room)
    const listener = await openPage(launched.context, room)
    await speaks(speaker, room, begun)
    await joinsInMidLesson(listener, room, begun)
    await goesOnWithoutWhatIsLost(listener, room)
    await playsAgain(speaker, listener, room)
  } finally {
    await launched.close()
    await room.close()
  }
})

async function openPage(context: BrowserContext, room: Room): Promise<Page> {
  const tab = await context.newPage()
  await tab.goto(`http://localhost:${room.port}/`)
  return tab
}

async function speaks(speaker: Page, room: Room, begun: number): Promise<void> {
  await speaker.evaluate(
    ([address, begun]) => {
      page.speaking = page.speak(address, begun)
    },
    [`ws://localhost:${room.port}/say`, begun] as const,
  )
  await speaker.waitForFunction(() => (page.speaking?.until() ?? 0) > 0)
}

/** Hears the first sound within a second, and then all of it some half second behind. */
async function joinsInMidLesson(listener: Page, room: Room, begun: number): Promise<void> {
  await listener.evaluate(
    async ([address, begun]) => {
      page.listened = await page.listen(address, begun)
    },
    [`ws://localhost:${room.port}/hear`, begun] as const,
  )
  await untilHeard(listener, 40)
  const { states, looks, figures } = await listened(listener)
  expect(states.map(({ state }) => state)).toEqual(['playing'])
  expect(states[0]?.now).toBeLessThan(1_000)
  expect(Math.max(...looks.filter(({ now }) => now > 1_500).map(({ behind }) => behind))).toBeLessThan(800)
  expect(figures).toMatchObject({ lost: 0, stops: 0 })
}

/** Does not stop for a chunk in twelve; after three seconds that never came it is near again. */
async function goesOnWithoutWhatIsLost(listener: Page, room: Room): Promise<void> {
  room.let((n) => (n % 12 === 5 ? 'lost' : 'passed'))
  await untilHeard(listener, 33)
  const lossy = (await listened(listener)).figures
  expect(lossy.lost).toBeGreaterThanOrEqual(4)
  expect(lossy.stops).toBe(0)

  let silent = 0
  room.let(() => (silent++ < 25 ? 'lost' : 'passed'))
  await untilHeard(listener, 12)
  const { figures, states, looks } = await listened(listener)
  expect(figures.lost - lossy.lost).toBeGreaterThanOrEqual(50)
  expect(states.map(({ state }) => state)).toEqual(['playing', 'waiting', 'playing'])
  expect(looks[looks.length - 1]?.behind).toBeLessThan(900)
}

/** Plays what was kept: from anywhere in 0.3 s, faster where asked, and to its end. */
async function playsAgain(speaker: Page, listener: Page, room: Room): Promise<void> {
  const segments = await speaker.evaluate(async () => {
    const { speaking } = page
    if (!speaking) throw new Error('nobody speaks')
    await speaking.recording.stop()
    speaking.out.flush()
    return speaking.segments.map(({ from, until, bytes }) => ({ from, until, bytes: [...bytes] }))
  })
  for (const { from, bytes } of segments) room.keep(String(from), Uint8Array.from(bytes))
  const ends = segments[segments.length - 1]?.until ?? 0
  const addresses = segments.map(({ from, until }) => ({ from, until, address: `/kept/${from}` }))
  const from = segments[0]?.from ?? 0

  const took = await listener.evaluate(
    async ({ addresses, from, ends }) => {
      page.listened?.sound.close()
      const replayed = page.replay(addresses, ends)
      page.replayed = replayed
      replayed.sound.play()
      const seeks = []
      for (const share of [0.5, 0.9, 0.1]) seeks.push(await replayed.seek(from + share * (ends - from)))
      const paces = []
      for (const rate of [1.5, 2]) {
        replayed.sound.setRate(rate)
        await new Promise((resolve) => setTimeout(resolve, 300))
        const [at, now] = [replayed.sound.heardAt(), performance.now()]
        await new Promise((resolve) => setTimeout(resolve, 800))
        paces.push((replayed.sound.heardAt() - at) / (performance.now() - now))
      }
      await replayed.seek(ends - 600)
      while (replayed.sound.state() !== 'ended') await new Promise((resolve) => setTimeout(resolve, 20))
      return { seeks, paces, states: replayed.states }
    },
    { addresses, from, ends },
  )
  expect(Math.max(...took.seeks)).toBeLessThan(300)
  expect(took.paces[0]).toBeCloseTo(1.5, 0)
  expect(took.paces[1]).toBeCloseTo(2, 0)
  expect(took.states).not.toContain('not-playing')
}

function listened(listener: Page) {
  return listener.evaluate(() => {
    const { listened } = page
    if (!listened) throw new Error('nobody listens')
    return { states: listened.states, looks: listened.looks, figures: listened.sound.figures() }
  })
}

/** Until so many more chunks have come. */
async function untilHeard(listener: Page, more: number): Promise<void> {
  const until = (await listener.evaluate(() => page.listened?.chunks() ?? 0)) + more
  await listener.waitForFunction((until) => (page.listened?.chunks() ?? 0) >= until, until)
}
