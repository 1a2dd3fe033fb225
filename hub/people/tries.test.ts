import { expect, test } from 'vitest'
import { Tries } from './tries.ts'

const second = 1_000

test('a few failures cost nothing, and then each doubles the wait, up to the longest', () => {
  const tries = new Tries(3, 60 * second)
  const waits: number[] = []
  for (let n = 0; n < 11; n++) {
    tries.failed(['code 1'], 0)
    waits.push(tries.wait(['code 1'], 0) / second)
  }
  expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60])
})

test('a wait is over when its time has passed, and the next failure waits longer still', () => {
  const tries = new Tries(0, 60 * second)
  tries.failed(['code 1'], 0)
  expect(tries.wait(['code 1'], 999)).toBe(1)
  expect(tries.wait(['code 1'], second)).toBe(0)
  tries.failed(['code 1'], second)
  expect(tries.wait(['code 1'], second)).toBe(2 * second)
})

test('either of two keys holds one up, and other keys are free', () => {
  const tries = new Tries(0, 60 * second)
  tries.failed(['code 1', 'key x'], 0)
  expect(tries.wait(['code 2', 'key x'], 0)).toBe(second)
  expect(tries.wait(['code 2', 'key y'], 0)).toBe(0)
})

test('success forgets, and so does time', () => {
  const tries = new Tries(0, 10 * second)
  tries.failed(['code 1'], 0)
  tries.succeeded(['code 1'])
  expect(tries.wait(['code 1'], 0)).toBe(0)
  for (let n = 0; n < 5; n++) tries.failed(['code 2'], 0)
  tries.failed(['code 3'], 3_600 * second)
  tries.failed(['code 2'], 3_600 * second)
  expect(tries.wait(['code 2'], 3_600 * second)).toBe(second)
})

test('the latest ten thousand keys are remembered, and no more', () => {
  const tries = new Tries(0, 3_600 * second)
  for (let n = 0; n <= 10_000; n++) tries.failed([`key ${n}`], 0)
  expect(tries.wait(['key 0'], 0)).toBe(0)
  expect(tries.wait(['key 1'], 0)).toBe(second)
  expect(tries.wait(['key 10000'], 0)).toBe(second)
})
