import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SoundChunk } from './chunk.ts'
import { forgettable, lackingFrom, withoutHoles } from './kept-feed.ts'
import { heard, type Listening, notListening, pace, type Range } from './listening.ts'
import { endOf, packetMs, type SoundPacket } from './packet.ts'

/** Packets of 60 ms with something in them. */
const said = (from: number, count: number): SoundPacket[] =>
  Array.from({ length: count }, (_, n) => ({ at: from + n * 60, bytes: Uint8Array.of(0x58, 1) }))

const chunkOf = (n: number, packets = 2): SoundChunk => ({
  track: 0,
  number: (n * packets) & 0xffff,
  packets: said(50_000 + n * packets * 60, packets),
})

/** When each chunk comes, on the listener's own clock; undefined for one that is lost. */
type Trace = readonly (number | undefined)[]

/** A chunk of 120 ms each 120 ms, each so many ms late. TCP keeps their order. */
function trace(late: readonly (number | undefined)[]): Trace {
  let before = 0
  return late.map((ms, n) => {
    if (ms === undefined) return undefined
    before = Math.max(before, 7_000 + (n + 1) * 120 + ms)
    return before
  })
}

/**
 * A browser as it was measured (88, 109 and 150): it begins with 0.2 s ahead, stops with 0.07 left, and then waits for twice as much
 * each time, until it is told where to play.
 */
function listen(arrivals: Trace) {
  let listening: Listening = notListening
  let ranges: Range[] = []
  let [at, rate, waiting, enough] = [0, 1, true, 200]
  let [stops, jumps, skipped] = [0, 0, 0]
  const told: { now: number; at: number; waiting: boolean; behind: number }[] = []
  const heardSpeech = new Set<number>()
  const spoken = new Map<number, boolean>()
  const last = arrivals.reduce<number>((latest, one) => Math.max(latest, one ?? 0), 0)
  const coming = arrivals.map((now, n) => ({ now, n })).filter((one) => one.now !== undefined)

  for (let now = 7_000; now <= last; now += 20) {
    while (coming[0]?.now !== undefined && coming[0].now <= now) {
      const step = heard(listening, chunkOf(coming[0].n), now)
      coming.shift()
      listening = step.listening
      for (const packet of step.append) spoken.set(packet.at, packet.bytes.length > 1)
      ranges = withRange(ranges, step.append)
    }
    const inside = () => ranges.find((range) => at >= range.from && at < range.until)
    const next = pace(listening, { now, at, ranges, waiting, rate })
    rate = next.rate
    expect(rate).toBeGreaterThanOrEqual(0.97)
    expect(rate).toBeLessThanOrEqual(1.05)
    if (next.jump !== undefined) {
      expect(next.jump, 'never backwards').toBeGreaterThanOrEqual(at)
      if (next.jump > at && at > 0) skipped += next.jump - at
      if (next.jump > at) jumps += 1
      at = next.jump
      ;[waiting, enough] = [true, 200]
      expect(inside(), 'never where nothing is').toBeDefined()
    }
    const ahead = (inside()?.until ?? at) - at
    if (waiting && ahead >= enough) waiting = false
    else if (!waiting && ahead < 70) [waiting, enough, stops] = [true, enough * 2, stops + 1]
    if (!waiting) {
      for (const [start, sound] of spoken)
        if (sound && start >= at && start < at + 20 * rate + 1) heardSpeech.add(start)
      at += 20 * rate
    }
    told.push({ now, at, waiting, behind: now - 7_000 + 50_000 - at })
  }
  const silent = told.filter((one) => one.now > 8_000 && one.waiting).length * 20
  return { told, stops, jumps, skipped, silent, share: heardSpeech.size / (arrivals.length * 2) }
}

function withRange(ranges: readonly Range[], packets: readonly SoundPacket[]): Range[] {
  const [from, until] = [packets[0]?.at, endOf(packets)]
  if (from === undefined || until === undefined) return [...ranges]
  const last = ranges[ranges.length - 1]
  // As browsers do: two frames apart is no hole.
  if (last && from <= last.until + 100) return [...ranges.slice(0, -1), { from: last.from, until }]
  return [...ranges, { from, until }]
}

const steady = (chunks: number) => Array.from({ length: chunks }, () => 0)

describe('one who listens', () => {
  test('hears everything some 0.3 s behind on a good line, from the first chunk on', () => {
    const { told, stops, jumps, share } = listen(trace(steady(200)))
    expect({ stops, jumps }).toEqual({ stops: 0, jumps: 1 })
    expect(share).toBeGreaterThan(0.98)
    const first = told.find((one) => !one.waiting)
    expect((first?.now ?? 0) - 7_120).toBeLessThanOrEqual(20)
    for (const { now, behind } of told) if (now > 8_000) expect(behind).toBeLessThan(500)
  })

  test('given what was said just now hears speech at once, and is no further behind for it', () => {
    const given: SoundChunk = { track: 0, number: 0, packets: said(50_000, 10) }
    let { listening, append } = heard(notListening, given, 7_000)
    const next: SoundChunk = { track: 0, number: 10, packets: said(50_600, 2) }
    const ranges = [{ from: append[0]?.at ?? 0, until: 50_600 }]
    const { jump = 0 } = pace(listening, { now: 7_000, at: 0, ranges, waiting: true, rate: 1 })
    expect(append.find(({ at }) => at <= jump && at + 60 > jump)?.bytes.length).toBeGreaterThan(1)
    expect(jump).toBe(50_200)
    listening = heard(listening, next, 7_120).listening
    expect(pace(listening, { now: 7_120, at: 50_320, ranges, waiting: false, rate: 1 })).toEqual({ rate: 1 })
  })

  test('does not stop for a lost chunk', () => {
    const { stops, jumps, share } = listen(trace(steady(300).map((late, n) => (n % 20 === 7 ? undefined : late))))
    expect({ stops, jumps }).toEqual({ stops: 0, jumps: 1 })
    expect(share).toBeGreaterThan(0.93)
  })

  test('is near again after three seconds that never came', () => {
    const { told, jumps } = listen(trace(steady(300).map((late, n) => (n >= 100 && n < 125 ? undefined : late))))
    expect(jumps).toBe(2)
    const back = told.find((one) => one.now > 7_000 + 126 * 120 && !one.waiting)
    expect((back?.now ?? 0) - (7_000 + 126 * 120)).toBeLessThan(200)
    expect(back?.behind).toBeLessThan(600)
  })

  test('goes on where it stopped after a pause of the line of a second, and comes nearer without a jump', () => {
    const { told, stops, jumps, share, skipped } = listen(
      trace(steady(600).map((_, n) => (n >= 100 && n < 109 ? (109 - n) * 120 : 0))),
    )
    expect({ stops, jumps, skipped }).toEqual({ stops: 1, jumps: 1, skipped: 0 })
    expect(share).toBeGreaterThan(0.98)
    expect(told[told.length - 1]?.behind).toBeLessThan(550)
  })

  test('skips what is too old after five seconds in which the line was dead and kept everything', () => {
    const { told, skipped } = listen(trace(steady(300).map((_, n) => (n >= 100 && n < 142 ? (142 - n) * 120 : 0))))
    expect(skipped).toBeGreaterThan(3_000)
    expect(told[told.length - 1]?.behind).toBeLessThan(1_500)
  })

  test('keeps further behind on a line that stumbles often, and then hears nearly all without a stop', () => {
    // A packet in twenty is lost, and comes 0.8 s later with all behind it: 5 %, 400 ms.
    const late = steady(500).map((_, n) => (n % 20 === 3 ? 800 : 0))
    const { silent, share } = listen(trace(late))
    expect(share).toBeGreaterThan(0.97)
    expect(silent).toBeLessThan(2_500)
  })

  test('whatever comes, and whenever, goes forward only, plays only what is there, and ends near', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.oneof(fc.constant(0), fc.nat(300), fc.nat(6_000)), { nil: undefined, freq: 10 }), {
          minLength: 1,
          maxLength: 60,
        }),
        (late) => {
          const { told } = listen(trace([...late, ...steady(60)]))
          for (const [n, { at }] of told.entries()) expect(at).toBeGreaterThanOrEqual(told[n - 1]?.at ?? 0)
          expect(told[told.length - 1]?.behind).toBeLessThan(3_200)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('is not led backwards by sound that was there already', () => {
    const first = heard(notListening, chunkOf(10), 1_000)
    const again = heard(first.listening, chunkOf(10), 1_050)
    expect(again.append).toEqual([])
    expect(heard(again.listening, chunkOf(9), 1_100).append).toEqual([])
    expect(heard(again.listening, chunkOf(11), 1_150).append).toEqual(chunkOf(11).packets)
  })
})

describe('kept sound', () => {
  const packets = [...said(1_000, 10), ...said(4_000, 10)]

  test('is given without holes from anywhere, so that a player never stops in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.nat(3_000), (from, ms) => {
        const all = withoutHoles(packets, from, from + ms)
        for (const [n, packet] of all.entries()) {
          const before = all[n - 1]
          if (before) expect(packet.at - (endOf([before]) ?? 0)).toBeLessThan(10)
        }
        const [first, end] = [all[0]?.at ?? from, endOf(all) ?? from]
        if (ms >= 10) expect(first).toBeLessThanOrEqual(from + 10)
        expect(end).toBeGreaterThanOrEqual(from + ms - 10)
        const words = packets.filter(({ at, bytes }) => at >= from && at + (packetMs(bytes) ?? 0) <= from + ms)
        for (const word of words) expect(all).toContainEqual(word)
      }),
      { numRuns: 60 },
    )
  })

  test('is asked for where it is lacking, until enough is there or the lesson is over', () => {
    expect(lackingFrom([], 5_000, 1, 60_000)).toBe(5_000)
    expect(lackingFrom([{ from: 4_000, until: 9_000 }], 5_000, 1, 60_000)).toBe(9_000)
    expect(lackingFrom([{ from: 4_000, until: 25_000 }], 5_000, 1, 60_000)).toBe(undefined)
    expect(lackingFrom([{ from: 4_000, until: 25_000 }], 5_000, 2, 60_000)).toBe(25_000)
    expect(lackingFrom([{ from: 4_000, until: 9_000 }], 5_000, 1, 9_000)).toBe(undefined)
    expect(lackingFrom([{ from: 4_000, until: 9_000 }], 30_000, 1, 60_000)).toBe(30_000)
  })

  test('is forgotten a while after it was heard', () => {
    expect(forgettable([{ from: 0, until: 50_000 }], 40_000)).toBe(undefined)
    expect(forgettable([{ from: 0, until: 90_000 }], 80_000)).toBe(50_000)
  })
})
