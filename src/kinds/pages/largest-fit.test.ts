import fc from 'fast-check'
import { expect, test } from 'vitest'
import { largestFit } from './largest-fit.ts'

test('a page is made as large as its sheet allows, and never larger', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 1.5, noNaN: true }), (limit) => {
      const scale = largestFit((one) => one <= limit, 0.5, 1.5)
      expect(scale).toBeLessThanOrEqual(limit)
      expect(limit - scale).toBeLessThanOrEqual(0.01)
    }),
  )
})

test('a page with room to spare stays at the largest size', () => {
  expect(largestFit(() => true, 0.5, 1.4)).toBe(1.4)
})

test('a page that fits at no size is shown at the smallest', () => {
  expect(largestFit(() => false, 0.5, 1.4)).toBe(0.5)
})
