import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packColumn, packSteps, unpackColumn, unpackSteps } from './columns.ts'

describe('a column', () => {
  test.each([1, 2, 3, 4, 5, 8, 9, 64, 65, 200])('of %i different values comes back as it was', (different) => {
    fc.assert(
      fc.property(fc.array(fc.nat(different - 1), { maxLength: 300 }), (numbers) => {
        const values = numbers.map((n) => (n % 3 === 0 ? { n } : n % 3 === 1 ? `word ${n}` : [n]))
        expect(unpackColumn(JSON.parse(JSON.stringify(packColumn(values))), values.length)).toEqual(values)
      }),
    )
  })

  test('that has not as many values as it should is none', () => {
    for (const values of [['a'], ['a', 'b', 'c'], Array.from('abababab'), Array.from('abcabcabcabc')]) {
      const column = packColumn(values)
      if (!('all' in column)) expect(unpackColumn(column, values.length + 6)).toBeUndefined()
    }
    expect(unpackColumn({ of: ['a', 'b', 'c'], at: '_' }, 3)).toBeUndefined()
    expect(unpackColumn({ of: [], at: 'A' }, 1)).toBeUndefined()
  })
})

describe('steps', () => {
  test('come back as they were, up, down and far', () => {
    const number = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.nat(70))
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        expect(unpackSteps(JSON.parse(JSON.stringify(packSteps(numbers))), numbers.length)).toEqual(numbers)
      }),
    )
  })

  test('that have not as many numbers as they should, or leave the safe ones, are none', () => {
    expect(unpackSteps({ from: 1, by: ['AA', 'A'] }, 3)).toBeUndefined()
    expect(unpackSteps({ from: 1, by: ['AA'] }, 4)).toBeUndefined()
    expect(unpackSteps([1, 2], 3)).toBeUndefined()
    expect(unpackSteps({ from: Number.MAX_SAFE_INTEGER, by: ['C'] }, 2)).toBeUndefined()
  })
})
