import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { settled } from './settled.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function fail(error: unknown): never {
  throw error
}

function recorder() {
  const recorded: number[] = []
  return { recorded, turning: settled(async (page: number) => void recorded.push(page), 700, fail) }
}

test('leafing through pages records the one on which it ends', async () => {
  const { recorded, turning } = recorder()
  for (const page of [1, 2, 3]) {
    turning.later(page)
    await vi.advanceTimersByTimeAsync(200)
  }
  expect(recorded).toEqual([])
  await vi.advanceTimersByTimeAsync(700)
  expect(recorded).toEqual([3])
})

test('two pages turned with a rest between are two', async () => {
  const { recorded, turning } = recorder()
  turning.later(1)
  await vi.advanceTimersByTimeAsync(800)
  turning.later(2)
  await vi.advanceTimersByTimeAsync(800)
  expect(recorded).toEqual([1, 2])
})

test('what waits is done at once when the lesson is left, and not a second time', async () => {
  const { recorded, turning } = recorder()
  turning.later(5)
  await turning.now()
  expect(recorded).toEqual([5])
  await turning.now()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(recorded).toEqual([5])
})

test('a failure of one is told, and does not keep the next from being done', async () => {
  const [done, failures]: [number[], unknown[]] = [[], []]
  const full = new Error('full disk')
  const work = settled(
    async (n: number) => {
      if (n === 1) throw full
      done.push(n)
    },
    700,
    (error) => failures.push(error),
  )
  work.later(1)
  await work.now()
  work.later(2)
  await work.now()
  expect(failures).toEqual([full])
  expect(done).toEqual([2])
})
