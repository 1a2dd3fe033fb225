import { expect, test } from 'vitest'
import { numberOn } from './number-on.ts'

test('forms are numbered on with the zeros of the first', () => {
  expect(numberOn('家-098', 3)).toEqual(['家-098', '家-099', '家-100'])
  expect(numberOn('2026/三1/9', 2)).toEqual(['2026/三1/9', '2026/三1/10'])
})

test('where the first has no number at its end, the others are left to be typed', () => {
  expect(numberOn('甲', 3)).toEqual(['甲', '', ''])
  expect(numberOn('', 2)).toEqual(['', ''])
})
