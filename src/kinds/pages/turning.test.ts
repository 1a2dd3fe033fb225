import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageAfterKey, pageAfterTouch } from './turning.ts'

test('a clicker, a remote and a keyboard all turn pages', () => {
  for (const key of ['PageDown', 'ArrowRight', ' ']) expect(pageAfterKey(key, 2, 9)).toBe(3)
  for (const key of ['PageUp', 'ArrowLeft']) expect(pageAfterKey(key, 2, 9)).toBe(1)
  expect(pageAfterKey('Home', 5, 9)).toBe(0)
  expect(pageAfterKey('End', 5, 9)).toBe(8)
})

test('other keys turn nothing, nor do words that every object knows', () => {
  for (const key of ['a', 'Enter', 'ArrowUp', 'constructor']) expect(pageAfterKey(key, 2, 9)).toBeUndefined()
})

test('no key and no touch leads past the first or the last page', () => {
  const keys = fc.constantFrom('PageDown', 'PageUp', 'ArrowLeft', 'ArrowRight', ' ', 'Home', 'End')
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.nat(399),
      keys,
      fc.double({ min: 0, max: 1 }),
      (count, n, key, at) => {
        const page = n % count
        const reached = [pageAfterKey(key, page, count) ?? page, pageAfterTouch(at, page, count)]
        for (const one of reached) {
          expect(one).toBeGreaterThanOrEqual(0)
          expect(one).toBeLessThan(count)
        }
      },
    ),
  )
})

test('the edges of the sheet turn, its middle does not', () => {
  expect([0.05, 0.5, 0.95].map((at) => pageAfterTouch(at, 4, 9))).toEqual([3, 4, 5])
})
