import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deadline } from './deadline.ts'

let told: number
beforeEach(() => {
  vi.useFakeTimers()
  told = 0
})
afterEach(() => {
  vi.useRealTimers()
})

/** The page has no time for so long, ms: no timer comes, and none is told of what is heard. */
function hasNoTime(ms: number): void {
  const now = performance.now() + ms
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  vi.advanceTimersToNextTimer()
  vi.restoreAllMocks()
  vi.advanceTimersByTime(0)
}

test('it comes when it is due, and not when it was stopped', () => {
  deadline(2_500, () => told++)
  const stop = deadline(2_500, () => told++)
  vi.advanceTimersByTime(2_000)
  stop()
  expect(told).toBe(0)
  vi.advanceTimersByTime(600)
  expect(told).toBe(1)
})

test('a page that had no time looks first at what waits', () => {
  const stop = deadline(2_500, () => told++)
  hasNoTime(4_000)
  expect(told).toBe(0)
  // What had waited was heard.
  stop()
  vi.advanceTimersByTime(10_000)
  expect(told).toBe(0)
})

test('where nothing was heard meanwhile either it comes soon', () => {
  deadline(2_500, () => told++)
  hasNoTime(4_000)
  vi.advanceTimersByTime(3_000)
  expect(told).toBe(1)
})
