import { expect, test } from 'vitest'
import { Eyes, practiceFor, restFor } from './eyes.ts'

const minute = 60_000

function clock() {
  let now = 0
  return { eyes: new Eyes(() => now), pass: (ms: number) => (now += ms) }
}

test('after ten minutes of practice the eyes rest, and leaving the page does not help', () => {
  const { eyes, pass } = clock()
  expect(eyes.next('a')).toBe(0)
  pass(practiceFor - minute)
  expect(eyes.next('a')).toBe(0)
  pass(minute)
  expect(eyes.next('a')).toBe(restFor)
  pass(4 * minute)
  expect(eyes.next('a')).toBe(restFor - 4 * minute)
  pass(6 * minute)
  expect(eyes.next('a')).toBe(0)
})

test('one pupil’s time is not another’s', () => {
  const { eyes, pass } = clock()
  eyes.next('a')
  pass(practiceFor)
  expect(eyes.next('b')).toBe(0)
  expect(eyes.next('a')).toBe(0)
})

test('a long pause is a rest', () => {
  const { eyes, pass } = clock()
  eyes.next('a')
  pass(5 * minute)
  eyes.next('a')
  pass(restFor)
  expect(eyes.next('a')).toBe(0)
  pass(9 * minute)
  expect(eyes.next('a')).toBe(0)
})
