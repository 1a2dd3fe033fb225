import { describe, expect, test } from 'vitest'
import { aStyle } from './any-ink.fixture.ts'
import { boxOf, touches } from './touched.ts'

const at = (x: number, y: number) => ({ x, y, pressure: 8, tick: 0 })
const line = { style: aStyle, points: [at(100, 100), at(500, 100), at(500, 400)] }

describe('a rubber', () => {
  test('takes what it goes over, between points too', () => {
    expect(touches(line, { x: 300, y: 0 }, { x: 320, y: 200 }, 20)).toBe(true)
    expect(touches(line, { x: 480, y: 250 }, { x: 480, y: 250 }, 40)).toBe(true)
  })

  test('leaves what it only comes near', () => {
    expect(touches(line, { x: 300, y: 160 }, { x: 460, y: 300 }, 20)).toBe(false)
    expect(touches(line, { x: 100, y: 130 }, { x: 90, y: 140 }, 20)).toBe(false)
  })

  test('takes a dot', () => {
    const dot = { style: aStyle, points: [at(100, 100)] }
    expect(touches(dot, { x: 90, y: 0 }, { x: 90, y: 200 }, 20)).toBe(true)
    expect(touches(dot, { x: 190, y: 0 }, { x: 190, y: 200 }, 20)).toBe(false)
  })
})

test('a stroke’s box holds it with its breadth', () => {
  const { left, top, right, bottom } = boxOf(line)
  expect(left < 91 && top < 91 && right > 509 && bottom > 409).toBe(true)
})
