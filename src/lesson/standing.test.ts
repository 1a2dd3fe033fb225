import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Day, LessonId } from '../../core/facts/ids.ts'
import { comesLater, standingOf } from './standing.ts'

const day = v.parse(Day, '2026-11-24')
const other = v.parse(Day, '2026-11-25')
const known = { allowed: true, day, today: day, taught: undefined, ahead: false }

test('entering the lesson whose turn it is begins it', () => {
  expect(standingOf(known)).toBe('going')
})

test('a lesson that was left goes on, and one that was closed does not by itself', () => {
  expect(standingOf({ ...known, taught: { closed: false } })).toBe('going')
  expect(standingOf({ ...known, taught: { closed: true } })).toBe('closed')
})

test('looking at a lesson of another day, or one that is not yours to teach, begins nothing', () => {
  expect(standingOf({ ...known, today: other })).toBe('look')
  expect(standingOf({ ...known, taught: { closed: false }, today: other })).toBe('look')
  expect(standingOf({ ...known, allowed: false, taught: { closed: false } })).toBe('look')
})

test('looking at the afternoon’s lesson in the morning begins nothing', () => {
  expect(standingOf({ ...known, ahead: true })).toBe('ahead')
})

const hour = 3_600_000
const at = (period: number, closed = false) => ({
  lesson: v.parse(LessonId, `three.20261124.${period}`),
  start: period * hour,
  end: period * hour + 40 * 60_000,
  closed,
})

test('a lesson comes later as long as one before it is not over', () => {
  expect(comesLater(at(3), [at(1), at(2), at(3)], 0)).toBe(true)
  expect(comesLater(at(1), [at(1), at(2), at(3)], 0)).toBe(false)
  expect(comesLater(at(3), [at(1), at(2), at(3)], 2 * hour + 1)).toBe(true)
})

test('its turn has come when those before it are closed, or their time is over', () => {
  expect(comesLater(at(3), [at(1, true), at(2, true), at(3)], 0)).toBe(false)
  expect(comesLater(at(3), [at(1), at(2), at(3)], 3 * hour)).toBe(false)
})
