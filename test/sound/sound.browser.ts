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

/** So long may all of a browser's part take; on a machine of its own it takes a tenth of it, ms. */
const patience = { timeout: 300_000 } as const

/** What three browsers do beside each other takes as long as what one does. */
test.concurrent.each(versions.filter(runsHere))(
  'Chromium %s speaks, listens and plays again',
  patience,
  async (version) => {
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
      await goesOnWhenThePlayerBreaks(listener)
      await goesOnWithoutWhatIsLost(listener, room)
      await playsAgain(speaker, listener, room)
    } finally {
      await launched.close()
      await room.close()
    }
  },
)

test.concurrent('a browser that wants a touch first says so, and plays from it on', patience, async () => {
  const room = await openRoom(script)
  const launched = await launch('current', {
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=document-user-activation-required',
    ],
  })
  try {
    const begun = Date.now()
    const speaker = await openPage(launched.context, room)
    await speaks(speaker, room, begun)
    // What a test does in a page counts as a touch: so the page listens by itself.
    const listener = await openPage(launched.context, room, `#hear=${begun}`)
    await listener.waitForFunction(() => page.listened?.sound.state() === 'needs-touch')
    await listener.evaluate(() => document.addEventListener('click', () => page.listened?.sound.touched()))
    await listener.mouse.click(5, 5)
    await steadily(listener, 300)
  } finally {
    await launched.close()
    await room.close()
  }
})

async function openPage(context: BrowserContext, room: Room, hash = ''): Promise<Page> {
  const tab = await context.newPage()
  await tab.goto(`http://localhost:${room.port}/${hash}`)
  return tab
}

/** Records, with a level to show; not in a pause; and goes on by itself when the microphone was pulled out. */
async function speaks(speaker: Page, room: Room, begun: number): Promise<void> {
  await speaker.evaluate(
    ([address, begun]) => {
      page.speaking = page.speak(address, begun)
    },
    [`ws://localhost:${room.port}/say`, begun] as const,
  )
  const untilSpeaking = async () => {
    const before = await speaker.evaluate(() => page.speaking?.until() ?? 0)
    await speaker.waitForFunction((before) => (page.speaking?.until() ?? 0) > before, before)
  }
  await untilSpeaking()
  await speaker.waitForFunction(() => (page.speaking?.recording.level() ?? 0) > 0.3)

  const still = await speaker.evaluate(async () => {
    await page.speaking?.recording.pause()
    return { until: page.speaking?.until(), level: page.speaking?.recording.level() }
  })
  expect(still.level).toBe(0)
  await speaker.evaluate(() => page.speaking?.recording.resume())
  await untilSpeaking()
  await speaker.evaluate(() =>
    page.streams[page.streams.length - 1]?.getAudioTracks()[0]?.dispatchEvent(new Event('ended')),
  )
  await speaker.waitForFunction(() => page.streams.length === 2)
  await untilSpeaking()
  const states = await speaker.evaluate(() => page.speaking?.states.map(({ at }) => at))
  expect(states).toEqual(['recording', 'paused', 'recording', 'unplugged', 'recording'])
  expect(await speaker.evaluate(() => page.streams[0]?.active)).toBe(false)
}

async function listens(listener: Page, room: Room, begun: number): Promise<void> {
  await listener.evaluate(
    async ([address, begun]) => {
      page.listened = await page.listen(address, begun)
    },
    [`ws://localhost:${room.port}/hear`, begun] as const,
  )
}

/** Hears the first sound within a second, and then all of it some half second behind. */
async function joinsInMidLesson(listener: Page, room: Room, begun: number): Promise<void> {
  await listens(listener, room, begun)
  await steadily(listener, 3_000)
  const { states, figures } = await listened(listener)
  expect(states[0]?.state).toBe('playing')
  expect(states[0]?.now).toBeLessThan(1_000)
  expect(figures.lost).toBe(0)
}

/** A browser's player that breaks is replaced, and heard a moment later. */
async function goesOnWhenThePlayerBreaks(listener: Page): Promise<void> {
  const before = await listened(listener)
  await listener.evaluate(() => page.ears.element?.dispatchEvent(new Event('error')))
  await steadily(listener, 500)
  const { states, looks } = await listened(listener)
  expect(states.slice(before.states.length)[0]?.state).toBe('waiting')
  for (const { behind } of looks) expect(behind, 'never somewhere else in the lesson').toBeLessThan(5_000)
}

/** Does not stop for a chunk in twelve; after three seconds that never came it is near again. */
async function goesOnWithoutWhatIsLost(listener: Page, room: Room): Promise<void> {
  const before = (await listened(listener)).figures.lost
  room.let((n) => (n % 12 === 5 ? 'lost' : 'passed'))
  await untilHeard(listener, 22)
  await steadily(listener, 2_500)
  const lossy = (await listened(listener)).figures.lost
  expect(lossy - before).toBeGreaterThanOrEqual(2)

  let silent = 0
  room.let(() => (silent++ < 25 ? 'lost' : 'passed'))
  await untilHeard(listener, 2)
  await steadily(listener, 500)
  expect((await listened(listener)).figures.lost - lossy).toBeGreaterThanOrEqual(50)
}

/**
 * Until there was sound for so long without a stop, and near. On a busy machine browsers stop now and then, and for half a minute behind
 * what came late one listens further behind; what is then too far is made up by a twentieth of the time, another half minute. Where that
 * never ends it fails.
 */
async function steadily(listener: Page, ms: number): Promise<void> {
  const steady = (ms: number) => {
    const looks = page.listened?.looks ?? []
    const end = looks[looks.length - 1]?.now ?? 0
    const last = looks.filter(({ now }) => now > end - ms)
    return end - (looks[0]?.now ?? end) >= ms && last.every(({ state, behind }) => state === 'playing' && behind < 900)
  }
  const looked = listener.waitForFunction(steady, ms, { timeout: 150_000, polling: 100 })
  await looked.catch(async (error: Error) => {
    const { states, looks, figures } = await listened(listener)
    const last = looks.slice(-40).map(({ state, behind }) => `${state} ${Math.round(behind)}`)
    throw new Error(`${error.message}; ${JSON.stringify({ last, states: states.slice(-10), figures })}`)
  })
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
  // How quickly it is there on a machine of its own is a bench's to say (replay).
  expect(Math.max(...took.seeks)).toBeLessThan(5_000)
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
