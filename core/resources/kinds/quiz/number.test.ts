import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNumber, sameNumber } from './number.ts'

const same = (a: string, b: string) => {
  const [x, y] = [readNumber(a), readNumber(b)]
  return x !== undefined && y !== undefined && sameNumber(x, y)
}

describe('a number as a pupil writes it', () => {
  test.each([
    ['1/2', '0.5'],
    ['１／２', '0.50'],
    ['2 / 4', '1/2'],
    ['½', '0.5'],
    ['1½', '1.5'],
    ['1 1/2', '3/2'],
    ['50%', '1/2'],
    ['５０％', '0.5'],
    ['0.1', '1/10'],
    ['007', '7'],
    ['12.', '12'],
    ['1,024', '1024'],
    ['−3', '-3'],
    ['– 3', '-3'],
    ['+3', '3'],
    ['-0', '0'],
    ['３。５', '3.5'],
    ['  42 ', '42'],
    ['0.1000000000000000000000001', '0.1000000000000000000000001'],
  ])('%s is %s', (written, number) => {
    expect(same(written, number)).toBe(true)
  })

  test.each([
    ['0.30000000000000004', '0.3'],
    ['1 2', '12'],
    ['1,02', '102'],
    ['1/3', '0.333'],
  ])('%s is not %s', (written, number) => {
    expect(same(written, number)).toBe(false)
  })

  test.each(['', ' ', 'abc', '1/0', '1/2/3', '--1', '1e3', '0x10', '%', '.', '3只', 'Infinity', '1'.repeat(200)])(
    '“%s” is none',
    (written) => {
      expect(readNumber(written)).toBeUndefined()
    },
  )

  test('is the same written whole, as a decimal or as a fraction, in half or full width', () => {
    const wide = (text: string) => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 1, max: 999 }), (number, factor) => {
        const spellings = [`${number}.0`, `${number * factor}/${factor}`, wide(`${number}`), `${number * 100}%`]
        for (const spelling of spellings) expect(same(spelling, `${number}`), spelling).toBe(true)
        expect(same(`${number}`, `${number + factor}`)).toBe(false)
      }),
    )
  })

  test('of any text is an answer and never an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789./%,- ½²Ⅳ۳一。') }), (text) => {
        const number = readNumber(text)
        expect(number === undefined || number.den > 0n).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
