import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved, turned, wholeView, zoomed } from './view.ts'

const window = { width: 800, height: 600 }

test('a photo is never made smaller than what fits, nor larger than what is of use', () => {
  expect(zoomed(wholeView, 0.1)).toEqual(wholeView)
  expect(zoomed(wholeView, 100).scale).toBe(6)
})

test('a photo that fits does not move, and a large one cannot be pushed out of the window', () => {
  expect(moved(wholeView, 50, 50, window)).toEqual(wholeView)
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (dx, dy) => {
      const { x, y } = moved(zoomed(wholeView, 2), dx, dy, window)
      expect(Math.abs(x)).toBeLessThanOrEqual(400)
      expect(Math.abs(y)).toBeLessThanOrEqual(300)
    }),
  )
})

test('four turns bring it back, each as a whole', () => {
  const large = moved(zoomed(wholeView, 3), 10, 10, window)
  expect(turned(large)).toEqual({ ...wholeView, quarters: 1 })
  expect([1, 2, 3, 4].reduce(turned, wholeView)).toEqual(wholeView)
})
