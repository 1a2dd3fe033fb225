import { expect, test } from 'vitest'
import { mostOnWall, type WallRoom, wallRoom } from './wall.ts'

/** The places after each of these ways there and back, one every two seconds. */
function along(rtts: readonly (number | undefined)[]): number[] {
  let now: WallRoom | undefined
  return rtts.map((rtt, n) => {
    now = wallRoom(now, rtt, n * 2_000)
    return now.places
  })
}

const steady = (rtt: number, times: number) => Array.from({ length: times }, () => rtt)

test('a line on which nothing waits has all places, however long it is', () => {
  expect(new Set(along(steady(600, 20)))).toEqual(new Set([mostOnWall]))
  expect(along([undefined, undefined])).toEqual([mostOnWall, mostOnWall])
})

test('stills are given up where things begin to wait, down to none, and come back with patience', () => {
  const waits = [...steady(80, 3), ...steady(900, 10)]
  expect(along(waits).at(-1)).toBe(0)
  // Half of them at a time, and each time it is looked whether that was enough.
  expect([...new Set(along(waits))]).toEqual([8, 4, 2, 1, 0])
  const after = along([...waits, ...steady(80, 40)])
  expect(after.at(-1)).toBeGreaterThan(0)
  expect(after.slice(waits.length, waits.length + 14)).toEqual(steady(0, 14))
})

test('a line that is calm for moments only is not trusted with more', () => {
  const uneasy = Array.from({ length: 60 }, (_, n) => (n % 5 === 0 ? 350 : 80))
  expect(along([...steady(80, 2), ...steady(900, 10), ...uneasy]).at(-1)).toBe(0)
})
