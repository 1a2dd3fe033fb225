import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Day } from '../../core/facts/ids.ts'
import { lessonInTurn, standingOf } from './standing.ts'

const day = v.parse(Day, '2026-11-24')
const other = v.parse(Day, '2026-11-25')
const known = { allowed: true, day, today: day, taught: undefined, itsTurn: true }

test('entering the lesson whose turn it is begins it', () => {
  expect(standingOf(known)).toBe('going')
})

test('a lesson that was left goes on, and one that was closed does not by itself', () => {
  expect(standingOf({ ...known, taught: { opened: 1, closed: false }, itsTurn: false })).toBe('going')
  expect(standingOf({ ...known, taught: { opened: 1, closed: true } })).toBe('closed')
})

test('looking at a lesson of another day, or one that is not yours to teach, begins nothing', () => {
  expect(standingOf({ ...known, today: other })).toBe('look')
  expect(standingOf({ ...known, taught: { opened: 1, closed: false }, today: other })).toBe('look')
  expect(standingOf({ ...known, allowed: false, taught: { opened: 1, closed: false } })).toBe('look')
  expect(standingOf({ ...known, allowed: false, taught: { opened: 1, closed: true } })).toBe('look')
})

test('looking at the afternoon’s lesson in the morning begins nothing', () => {
  expect(standingOf({ ...known, itsTurn: false })).toBe('preview')
})

test('a cancelled lesson begins by nobody’s entering, but one that was begun later goes on', () => {
  const cancelled = { at: 5 }
  expect(standingOf({ ...known, cancelled })).toBe('cancelled')
  expect(standingOf({ ...known, cancelled, taught: { opened: 4, closed: false } })).toBe('cancelled')
  expect(standingOf({ ...known, cancelled, taught: { opened: 6, closed: false } })).toBe('going')
})

const at = (start: number, closed = false) => ({ start, end: start + 40, closed })

test('it is the turn of the lesson going on, between two of the next, and in the evening of the last', () => {
  const [first, second, third] = [at(100), at(200), at(300)]
  const turn = (now: number) => lessonInTurn([first, second, third], now)
  expect(turn(50)).toBe(first)
  expect(turn(120)).toBe(first)
  expect(turn(150)).toBe(second)
  expect(turn(900)).toBe(third)
})

test('a lesson that was closed early makes room for the next, and a day all closed is over', () => {
  const [first, second] = [at(100, true), at(200)]
  expect(lessonInTurn([first, second], 110)).toBe(second)
  expect(lessonInTurn([at(100, true), at(200, true)], 110)).toBeUndefined()
})
