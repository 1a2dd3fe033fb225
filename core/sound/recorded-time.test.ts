import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endOf, type SoundPacket } from './packet.ts'
import { lessonTimes, nothingRecorded } from './recorded-time.ts'

const recorded = (at: number, count = 2): SoundPacket[] =>
  Array.from({ length: count }, (_, n) => ({ at: at + n * 60, bytes: Uint8Array.of(0x58, 1) }))

/** Gives chunks of 120 ms their times, one after the other; each comes when `now` says. */
function place(chunks: readonly { at: number; now: number }[]): SoundPacket[] {
  let time = nothingRecorded
  return chunks.flatMap(({ at, now }) => {
    const placed = lessonTimes(time, recorded(at), now)
    time = placed.time
    return placed.packets
  })
}

const holes = (packets: readonly SoundPacket[]) =>
  packets.slice(1).map((packet, n) => packet.at - (endOf(packets.slice(n, n + 1)) ?? 0))

describe('what a microphone recorded', () => {
  test('has the times of the lesson, the last of it ending when it came', () => {
    const packets = place([{ at: 0, now: 61_000 }])
    expect(packets.map(({ at }) => at)).toEqual([60_880, 60_940])
  })

  test('has no hole where none was recorded, however its times and its coming jitter', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.nat(200)), { maxLength: 80 }), (jitter) => {
        const chunks = jitter.map(([off, late], n) => ({ at: Math.max(0, n * 120 + off), now: 9_000 + n * 120 + late }))
        for (const hole of holes(place(chunks))) expect(Math.abs(hole)).toBeLessThanOrEqual(10)
      }),
      { numRuns: 50 },
    )
  })

  test('keeps to the lesson’s clock through forty minutes with a microphone that goes wrong by 100 parts in a million', () => {
    for (const wrong of [1.0001, 0.9999]) {
      const chunks = Array.from({ length: 20_000 }, (_, n) => ({
        at: n * 120,
        now: 5_000 + n * 120 * wrong + (n % 7) * 9,
      }))
      let time = nothingRecorded
      let end = 0
      for (const { at, now } of chunks) {
        const placed = lessonTimes(time, recorded(at), now)
        time = placed.time
        end = endOf(placed.packets) ?? 0
      }
      expect(Math.abs(end - (chunks[chunks.length - 1]?.now ?? 0))).toBeLessThan(100)
    }
  })

  test('has a hole where the microphone was away, whether the recorder’s times went on or stood still', () => {
    const before = Array.from({ length: 10 }, (_, n) => ({ at: n * 120, now: 1_000 + n * 120 }))
    const wentOn = Array.from({ length: 10 }, (_, n) => ({ at: 4_200 + n * 120, now: 5_200 + n * 120 }))
    const stoodStill = Array.from({ length: 10 }, (_, n) => ({ at: 1_200 + n * 120, now: 5_200 + n * 120 }))
    for (const after of [wentOn, stoodStill]) {
      const packets = place([...before, ...after])
      expect(holes(packets).filter((hole) => hole > 10)).toHaveLength(1)
      expect(endOf(packets)).toBe(5_200 + 9 * 120)
    }
  })

  test('never goes back in time, nor before the lesson, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.nat(100_000), now: fc.nat(100_000) }), { maxLength: 30 }), (chunks) => {
        const packets = place(chunks)
        for (const hole of holes(packets)) expect(hole).toBeGreaterThanOrEqual(-10)
        for (const { at } of packets) expect(at).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 100 },
    )
  })
})
