import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowKey, rowPart, rowRange, rowTable } from './row-key.ts'

const part = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,20}$/)

describe('a row’s key', () => {
  test('tells its table and its parts', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const key = rowKey('work', ...parts)
        expect(rowTable(key)).toBe('work')
        expect(parts.map((_, n) => rowPart(key, n))).toEqual(parts)
        expect(rowPart(key, parts.length)).toBe('')
      }),
    )
  })

  test('lies in the range of its beginning, and in no other’s', () => {
    fc.assert(
      fc.property(part, part, part, (first, second, other) => {
        const { from, below } = rowRange('work', first)
        const key = rowKey('work', first, second)
        expect(key >= from && key < below).toBe(true)
        const elsewhere = rowKey('work', other, second)
        expect(elsewhere >= from && elsewhere < below).toBe(other === first)
      }),
    )
  })

  test('of a class whose name begins like another’s is not in that one’s range', () => {
    const { from, below } = rowRange('member', 'three')
    for (const name of ['three-b', 'three0', 'three_', 'thre']) {
      const key = rowKey('member', name, 'ann')
      expect(key >= from && key < below).toBe(false)
    }
  })
})
