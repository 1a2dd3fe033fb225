import { expect, test } from 'vitest'
import { Stay } from './stay.ts'

const minute = 60_000

test('a class counts as there after three minutes in the room', () => {
  const stay = new Stay()
  stay.enter(0)
  expect(stay.left(minute)).toBe(2 * minute)
  expect(stay.left(4 * minute)).toBe(0)
})

test('also when its line goes every few seconds, and none of these stretches is that long', () => {
  const stay = new Stay()
  for (let at = 0; at < 6 * minute; at += 10_000) {
    stay.enter(at)
    stay.leave(at + 5_000)
  }
  expect(stay.left(6 * minute)).toBe(0)
})

test('while its line is gone it does not come nearer', () => {
  const stay = new Stay()
  stay.enter(0)
  stay.leave(minute)
  expect(stay.left(9 * minute)).toBe(2 * minute)
})
