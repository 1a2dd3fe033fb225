import { expect, test } from 'vitest'
import { bytes, count, percent } from './amounts.ts'

test('a share that is not whole is never told as 100%, nor one that has begun as 0%', () => {
  expect(percent(0.999)).toBe('99%')
  expect(percent(0.001)).toBe('1%')
  expect([0, 0.96, 1].map((share) => percent(share))).toEqual(['0%', '96%', '100%'])
})

test('sizes are told in the unit that gives a short number', () => {
  expect([0, 640, 12_340, 3_420_000, 120_400_000, 16_000_000_000].map(bytes)).toEqual([
    '0 B',
    '640 B',
    '12 kB',
    '3.4 MB',
    '120 MB',
    '16 GB',
  ])
})

test('great numbers are grouped', () => {
  expect(count(12345)).toBe('12,345')
})
