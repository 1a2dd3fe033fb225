import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cursor, cursorText, nextMark, readCursor } from './cursor.ts'

const count = fc.integer({ min: 0, max: 999_999_999_999_999 })
const mark = fc.integer({ min: 0, max: 2 ** 53 - 1 })
const name = fc.stringMatching(/^[a-z0-9-]{1,20}:[1-9][0-9]{0,4}$/)

describe('a cursor', () => {
  test('comes back from its text', () => {
    const cursor: fc.Arbitrary<Cursor> = fc.oneof(
      fc.record({ n: count, mark }),
      fc.record({ n: count, mark, coldUntil: count }),
      fc.record({ n: count, mark, coldUntil: count, coldMark: mark }),
    )
    fc.assert(
      fc.property(cursor, (one) => {
        expect(readCursor(cursorText(one))).toEqual(one)
      }),
    )
  })

  test('that is none means to begin at the beginning, and never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readCursor(text)))
    for (const text of ['', '1', '1.', '-1.2', '1.2.3.4.5', '1e3.4', '9999999999999999.1']) {
      expect(readCursor(text)).toBeUndefined()
    }
  })
})

describe('the running hash of a log', () => {
  const markBehind = (entries: readonly string[]) => entries.reduce(nextMark, 0)

  test('is a number that both sides can keep exactly', () => {
    fc.assert(
      fc.property(mark, fc.string(), (before, entry) => {
        expect(Number.isSafeInteger(nextMark(before, entry))).toBe(true)
      }),
    )
  })

  test('differs for logs that differ, in an entry or in the order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 12 }), fc.nat(), (entries, which) => {
        const n = which % (entries.length - 1)
        const swapped = [...entries]
        swapped.splice(n, 2, ...entries.slice(n, n + 2).reverse())
        expect(markBehind(swapped)).not.toBe(markBehind(entries))
        expect(markBehind(entries.slice(0, -1))).not.toBe(markBehind(entries))
      }),
    )
  })

  test('is what it has always been: cursors outlive a version of the program', () => {
    expect(nextMark(0, 'hub-1:1')).toBe(8439680552948022)
  })
})
