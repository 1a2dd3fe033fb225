import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SoundChunk } from './chunk.ts'
import { goOut, nothingGoes, type Outgoing } from './outgoing.ts'
import { endOf, type SoundPacket } from './packet.ts'

const chunkOf = (n: number): SoundChunk => ({
  track: 0,
  number: n * 2,
  packets: [0, 60].map((ms): SoundPacket => ({ at: n * 120 + ms, bytes: new Uint8Array(90).fill(0x58) })),
})

/** Speaks for as many chunks of 120 ms, on a line that takes so many bytes a second, or as many as it says for each chunk. */
function speak(count: number, bytesPerSecond: (n: number) => number, headers = 8) {
  let outgoing: Outgoing = nothingGoes
  let [pending, dropped] = [0, 0]
  const sent: SoundChunk[] = []
  const ages: number[] = []
  for (let n = 0; n < count; n++) {
    const now = (n + 1) * 120
    pending = Math.max(0, pending - bytesPerSecond(n) * 0.12)
    const step = goOut(outgoing, [chunkOf(n)], { now, pending, stuck: false })
    outgoing = step.outgoing
    dropped += step.dropped
    for (const chunk of step.send) {
      sent.push(chunk)
      ages.push(now - (chunk.packets[0]?.at ?? 0))
      pending += chunk.packets.reduce((sum, { bytes }) => sum + bytes.length + 1, headers)
    }
  }
  const waits = outgoing.waiting.reduce((sum, { packets }) => sum + packets.length, 0)
  return { sent, dropped, ages, waits, pending }
}

const lengths = (chunks: readonly SoundChunk[]) =>
  chunks.map(({ packets }) => (endOf(packets) ?? 0) - (packets[0]?.at ?? 0))

describe('sound on its way out', () => {
  test('goes at once, in short chunks, on a line that takes it', () => {
    const { sent, dropped, ages } = speak(100, () => 100_000)
    expect(sent).toHaveLength(100)
    expect(dropped).toBe(0)
    expect(Math.max(...ages)).toBe(120)
  })

  test('goes in longer chunks where the line is thin, and in short ones again when it has been good for a while', () => {
    const { sent } = speak(400, (n) => (n < 100 ? 1_200 : 100_000))
    const all = lengths(sent)
    expect(all[0]).toBe(120)
    expect(all.filter((ms) => ms === 240).length).toBeGreaterThan(20)
    expect(Math.max(...all)).toBe(240)
    expect(all.slice(-20)).toEqual(Array(20).fill(120))
  })

  test('seldom tries short chunks again where the line has room for long ones only', () => {
    // 12 kbit/s of sound, and 100 bytes of headers for each chunk: 19 kbit/s in short ones, 16 in long ones.
    const { sent, dropped } = speak(2_500, () => 2_100, 100)
    expect(dropped).toBe(0)
    const late = lengths(sent.slice(-600))
    expect(late.filter((ms) => ms < 240).length / late.length).toBeLessThan(0.25)
  })

  test('is dropped rather than sent two seconds late, the oldest first', () => {
    const { sent, dropped, ages, waits } = speak(200, (n) => (n >= 50 && n < 100 ? 0 : 100_000))
    // Six seconds in which nothing went: two of them and what fills the line are sent, the rest is not.
    expect(dropped).toBeGreaterThan(40)
    expect(dropped).toBeLessThan(70)
    expect(Math.max(...ages)).toBeLessThanOrEqual(2_000 + 240)
    expect(sent.reduce((sum, { packets }) => sum + packets.length, 0) + dropped + waits).toBe(400)
  })

  test('waits while the far end is late with its word that anything came', () => {
    const step = goOut(nothingGoes, [chunkOf(0)], { now: 120, pending: 0, stuck: true })
    expect(step.send).toEqual([])
    expect(goOut(step.outgoing, [], { now: 200, pending: 0, stuck: false }).send).toEqual([])
    expect(goOut(step.outgoing, [chunkOf(1)], { now: 240, pending: 0, stuck: false }).send).toHaveLength(1)
  })

  test('whatever the line does: each packet is sent once and in order, or counted as dropped, or waits', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6_000), { minLength: 1, maxLength: 200 }), (line) => {
        const { sent, dropped, waits, ages } = speak(line.length, (n) => line[n] ?? 0)
        const numbers = sent.flatMap(({ number, packets }) => packets.map((_, n) => number + n))
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
        expect(numbers.length + dropped + waits).toBe(line.length * 2)
        expect(Math.max(0, ...ages)).toBeLessThanOrEqual(2_240)
      }),
      { numRuns: 40 },
    )
  })
})
