import { expect, test } from 'vitest'
import { countsOf, nextToMark, type Overview } from './overview.ts'

const list = (...states: string[]) =>
  ({ pieces: states.map((state, n) => ({ state, pupil: { person: `p${n}` } })) }) as unknown as Overview // enough of one

test('the next piece is the next one that waits, round the list, and never the one in hand', () => {
  const overview = list('handed', 'returned', 'handed', 'not-done')
  const [first, , third] = overview.pieces.map(({ pupil }) => pupil.person)
  expect(nextToMark(overview)).toBe(first)
  expect(nextToMark(overview, first)).toBe(third)
  expect(nextToMark(overview, third)).toBe(first)
  expect(nextToMark(list('handed', 'returned'), first)).toBeUndefined()
})

test('every piece is counted once', () => {
  const counts = countsOf(list('handed', 'handed', 'not-heard', 'not-done', 'correcting').pieces)
  expect(counts).toMatchObject({ handed: 2, 'not-heard': 1, 'not-done': 1, correcting: 1, returned: 0 })
  expect(Object.values(counts).reduce((sum, one) => sum + one)).toBe(5)
})
