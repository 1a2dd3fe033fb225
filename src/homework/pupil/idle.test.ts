import { expect, test } from 'vitest'
import { idleAfter, secondsLeft, Untouched, warningFor } from './idle.ts'

test('a tablet warns for fifteen seconds before three minutes without a touch are over', () => {
  expect(secondsLeft(0)).toBeUndefined()
  expect(secondsLeft(idleAfter - warningFor - 1)).toBeUndefined()
  expect(secondsLeft(idleAfter - warningFor)).toBe(15)
  expect(secondsLeft(idleAfter - 400)).toBe(1)
  expect(secondsLeft(idleAfter)).toBe(0)
  expect(secondsLeft(idleAfter * 9)).toBe(0)
})

test('a tablet that slept over night does not wake up in the hands of yesterday’s pupil', () => {
  const clock = { steady: 0, wall: 1_000 }
  const untouched = new Untouched(() => ({ ...clock }))
  clock.wall += 12 * 3_600_000
  expect(secondsLeft(untouched.for)).toBe(0)
})

test('a clock that is set back does not keep a tablet in one hand', () => {
  const clock = { steady: 0, wall: 1_000_000 }
  const untouched = new Untouched(() => ({ ...clock }))
  clock.wall = 0
  clock.steady = idleAfter
  expect(secondsLeft(untouched.for)).toBe(0)
  untouched.touch()
  expect(secondsLeft(untouched.for)).toBeUndefined()
})
