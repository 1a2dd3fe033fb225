import { expect, test } from 'vitest'
import type { PersonId } from '../../../core/facts/ids.ts'
import { type ClassHomework, countsOf, nextPiece, type Overview } from './overview.ts'

const list = (...states: string[]) =>
  ({ pieces: states.map((state, n) => ({ state, pupil: { person: `p${n}` } })) }) as unknown as Overview // enough of one

test('every piece is counted once', () => {
  const counts = countsOf(list('handed', 'handed', 'not-heard', 'not-done', 'correcting').pieces)
  expect(counts).toMatchObject({ handed: 2, 'not-heard': 1, 'not-done': 1, correcting: 1, returned: 0 })
  expect(Object.values(counts).reduce((sum, one) => sum + one)).toBe(5)
})

const named = (name: string, ...states: string[]) =>
  ({ ...list(...states), assignment: { assignment: name } }) as unknown as Overview // enough of one
const room = (...overviews: Overview[]) => ({ overviews }) as ClassHomework // the latest first

test('one key leads past every piece that waits, and back to where it began', () => {
  const [old, now, far] = [named('old', 'handed'), named('now', 'handed', 'returned', 'handed'), named('far', 'handed')]
  const all = [room(now, old), room(far)]
  const seen: string[] = []
  let at: { assignment: string; pupil: string } | undefined = { assignment: 'now', pupil: 'p0' }
  for (let n = 0; n < 4 && at; n++) {
    const { assignment, pupil } = at
    const overview = [old, now, far].find((one) => one.assignment.assignment === assignment) ?? now
    at = nextPiece(all, overview, pupil as PersonId) // a list's own pupil
    seen.push(`${at?.assignment}/${at?.pupil}`)
  }
  expect(seen).toEqual(['now/p2', 'far/p0', 'old/p0', 'now/p0'])
})

test('after the last piece that waits there is none', () => {
  const now = named('now', 'handed', 'returned')
  expect(nextPiece([room(now)], now, 'p0' as PersonId)).toBeUndefined() // a list's own pupil
})
