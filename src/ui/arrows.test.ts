import { describe, expect, test } from 'vitest'
import { type Box, nextBox } from './arrows.ts'

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})

/** The projector's home: six lessons, one wide button, four tiles. */
const lessons = [0, 1, 2, 3, 4, 5].map((at) => box(72 + at * 300, 200, 276, 190))
const enter = box(72, 420, 1776, 340)
const tiles = [0, 1, 2, 3].map((at) => box(72 + at * 450, 800, 426, 145))
const home = [...lessons, enter, ...tiles]
const enterAt = lessons.length

describe('an arrow of the remote goes where one looks', () => {
  const from = (at: number, direction: 'left' | 'right' | 'up' | 'down') => {
    const others = home.map((each, index) => ({ each, index })).filter(({ index }) => index !== at)
    const found = nextBox(
      home[at] ?? enter,
      others.map(({ each }) => each),
      direction,
    )
    return found === undefined ? undefined : others[found]?.index
  }

  test('along a row, one by one, and no further than its end', () => {
    expect(from(2, 'right')).toBe(3)
    expect(from(2, 'left')).toBe(1)
    expect(from(5, 'right')).toBeUndefined()
  })

  test('down to the wide button and on to the tile below its middle', () => {
    expect(from(0, 'down')).toBe(enterAt)
    expect(from(5, 'down')).toBe(enterAt)
    expect([enterAt + 2, enterAt + 3]).toContain(from(enterAt, 'down'))
    expect(from(enterAt + 4, 'up')).toBe(enterAt)
  })

  test('not down from the last row', () => {
    expect(from(enterAt + 2, 'down')).toBeUndefined()
  })
})

test('rows that are not set to the pixel are still rows', () => {
  expect(nextBox(box(0, 0, 100, 100), [box(120, 8, 100, 100), box(40, 140, 100, 100)], 'right')).toBe(0)
  expect(nextBox(box(0, 0, 100, 100), [box(120, 8, 100, 100), box(40, 140, 100, 100)], 'down')).toBe(1)
})
