import { setTimeout } from 'node:timers/promises'
import { startHub } from '../hubs/hub-at-work.ts'
import { ownFacts, whole } from '../journeys/device-facts.ts'
import { bench } from './bench.ts'
import { type AfterCut, type FarClassroom, openFarClassroom } from './live/far-classroom.ts'
import { drawStroke, type Host, startTeaching } from './live/host.ts'
import { strokesHeld } from './live/strokes.ts'

/** A village's 4G line on a usual day: one way, ms. */
const line = { delay: 30 }
/** How long the line is dead, ms, and how often that is tried; the longest once, at the same time as the others. */
const [short, middle, long] = [
  { ms: 2_000, times: 4 },
  { ms: 20_000, times: 3 },
  { ms: 300_000, times: 1 },
]
/** Between two cuts, and between two strokes, ms. */
const [pause, stroke] = [10_000, 4_000]

export default bench({
  name: 'live-cut',
  how: `A host teaches in the studio (Chromium), with camera, an open microphone and a stroke every four seconds; four classrooms follow, each a Chromium in a network
namespace behind a wire of its own (TUN, \`test/network/wire.py\`, 60 ms there and back) on which nothing passes for 2 s (four times), 20 s (three times) or 5 min,
neither TCP nor UDP, and nobody is told. Two of the four get the picture by WebRTC, two have a firewall that lets no UDP pass. From when the line is back to when decoded
sound is loud in the page and goes on for three seconds without a silence of 0.4 s; to when all strokes are in the page's database; to when the hub has a fact that was recorded meanwhile. The longest of all.`,
  budget: {
    soundAfter2sMs: { atMost: 1_500 },
    soundAfter20sMs: { atMost: 3_000 },
    soundAfter5minMs: { atMost: 5_000 },
    strokesMissing: { atMost: 0 },
    factsLost: { atMost: 0 },
  },
  needs: ['build', 'browsers'],
  async measure() {
    const hub = await startHub()
    const open: { close(): Promise<void> }[] = []
    try {
      const host = await startTeaching(hub.port, true)
      open.push(host)
      const rooms: FarClassroom[] = []
      for (const udp of [true, false, true, false]) {
        rooms.push(await openFarClassroom(hub.port, host.subject, { line, udp }))
        open.push(...rooms.slice(-1))
      }
      await setTimeout(pause)
      return await cutAll(host, rooms)
    } finally {
      for (const one of open) await one.close()
      await hub.stop()
    }
  },
})

async function cutAll(host: Host, rooms: readonly FarClassroom[]) {
  const { page } = host.studio
  const drawing = keepDrawing(page)
  const cuts = async (of: readonly FarClassroom[], { ms, times }: typeof short) => {
    const all: AfterCut[] = []
    for (let n = 0; n < times; n++) {
      all.push(...(await Promise.all(of.map((room) => room.cut(ms, page)))))
      await setTimeout(pause)
    }
    return all
  }
  const [few, many] = [rooms.slice(0, 2), rooms.slice(2)]
  const [after5min, [after2s, after20s]] = await Promise.all([
    cuts(many, long),
    cuts(few, short).then(async (first) => [first, await cuts(few, middle)] as const),
  ]).finally(drawing.end)
  await setTimeout(pause)
  const drawn = await strokesHeld(page)
  const held = await Promise.all(rooms.map((room) => strokesHeld(room.page)))
  const own = await Promise.all(rooms.map((room) => ownFacts(room.page)))
  const longest = (of: readonly AfterCut[], figure: keyof AfterCut) => Math.max(...of.map((one) => one[figure]))
  return {
    soundAfter2sMs: longest(after2s, 'sound'),
    soundAfter20sMs: longest(after20s, 'sound'),
    soundAfter5minMs: longest(after5min, 'sound'),
    strokesMissing: held.reduce((sum, count) => sum + drawn - count, 0),
    factsLost: own.reduce((sum, { numbers, recorded, delivered }) => sum + recorded - delivered + missing(numbers), 0),
    boardAfter2sMs: longest(after2s, 'board'),
    boardAfter20sMs: longest(after20s, 'board'),
    boardAfter5minMs: longest(after5min, 'board'),
    deliveredAfter2sMs: longest(after2s, 'delivered'),
    deliveredAfter20sMs: longest(after20s, 'delivered'),
    deliveredAfter5minMs: longest(after5min, 'delivered'),
    strokes: drawn,
  }
}

/** A stroke again and again until it is ended. */
function keepDrawing(page: Host['studio']['page']) {
  const ending = new AbortController()
  const drawing = (async () => {
    for (let n = 0; !ending.signal.aborted; n++) {
      await drawStroke(page, (n % 20) * 0.03)
      await setTimeout(stroke, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  })()
  return {
    end() {
      ending.abort()
      return drawing
    },
  }
}

/** Numbers that a device's own facts lack. */
function missing(numbers: readonly number[]): number {
  const there = new Set(numbers)
  return whole(Math.max(0, ...numbers)).filter((number) => !there.has(number)).length
}
