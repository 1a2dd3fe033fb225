import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pageRef } from '../../core/ink/page-ref.ts'
import { inStep } from './in-step.ts'
import { pageAt } from './page-at.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what waits comes when it is its time, in the order in which it came, and nothing after the end', () => {
  const passed: string[] = []
  const waiting = inStep<string>((thing) => passed.push(thing))
  waiting.add('at once', 0)
  expect(passed).toEqual(['at once'])
  waiting.add('first', 4_000)
  // Meanwhile less is needed, and yet none overtakes another.
  waiting.add('second', 0)
  vi.advanceTimersByTime(3_900)
  expect(passed).toEqual(['at once'])
  vi.advanceTimersByTime(200)
  expect(passed).toEqual(['at once', 'first', 'second'])
  waiting.add('never', 100)
  waiting.close()
  vi.advanceTimersByTime(1_000)
  expect(passed).not.toContain('never')
})

test('the page is the one that was shown then', () => {
  const turns = [
    { page: pageRef('lesson', 0), at: 0 },
    { page: pageRef('blank', 0), at: 5_000 },
    { page: pageRef('lesson', 1), at: 9_000 },
  ]
  expect([-1, 0, 4_999, 5_000, 60_000].map((at) => pageAt(turns, at))).toEqual(['p0', 'p0', 'p0', 'b0', 'p1'])
  expect(pageAt([], 7)).toBe('p0')
})
