import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

/** Pieces of a steady hand, by when they are sent and how long each is on its way, ms. */
function lineOf(every: number, delay: (n: number) => number, clock: number) {
  const pace = new Pace()
  const waits: number[] = []
  for (let n = 1; n < 80; n++) {
    const to = n * every
    const now = clock + to + delay(n)
    pace.heard(to - every, to, now)
    // How far the first of what came is ahead of what is shown: no more than a frame of it may leap.
    waits.push(to - every - pace.shown(now))
  }
  return { pace, waits, behind: (room: number, way: number) => room - pace.shown(clock + room + way) }
}

test('on a good line a screen is behind the pen by a piece and its way: 120 ms at most', () => {
  const { behind, waits } = lineOf(83, () => 20, 5_000_000)
  expect(behind(8000, 0)).toBeLessThanOrEqual(104)
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(-16)
})

test('on a thin line that gathers four a second and shakes, what comes is still drawn in step', () => {
  const { waits, behind } = lineOf(250, (n) => 300 + (n % 5) * 60, -9_000)
  expect(Math.min(...waits.slice(5))).toBeGreaterThanOrEqual(-16)
  expect(behind(20_000, 300)).toBeLessThanOrEqual(250 + 240 + 300)
})

test('one piece in twenty that comes late leaps, and a screen is not behind for it', () => {
  const { behind } = lineOf(83, (n) => (n % 20 === 7 ? 200 : 20), 5_000_000)
  expect(behind(8000, 0)).toBeLessThanOrEqual(104)
})

test('a piece that was held up for a minute does not hold up all that follow', () => {
  const pace = new Pace()
  pace.heard(0, 80, 1000)
  pace.heard(80, 160, 61_000)
  expect(pace.shown(61_000)).toBeGreaterThanOrEqual(160 - 700)
  expect(new Pace().shown(5)).toBe(Number.POSITIVE_INFINITY)
})
