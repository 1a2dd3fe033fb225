import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LessonId } from '../../core/facts/ids.ts'
import type { NoSession } from './doors.ts'
import { doorsAhead } from './doors-ahead.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const room = 'three.20260908.1' as LessonId // as its schema wants it
const access = { iceServers: [] }
const signal = new AbortController().signal

/** Answers one after the other, and how often it was asked. */
function asking(...answers: (typeof access | NoSession)[]) {
  const ask = vi.fn(async () => answers.shift() ?? ('line' as const))
  return { ask, doors: doorsAhead(room, signal, ask) }
}

test('the first session has what was asked for ahead, the next asks anew', async () => {
  const { ask, doors } = asking(access)
  expect(await doors.take()).toBe(access)
  expect(doors.take()).toBeUndefined()
  expect(ask).toHaveBeenCalledTimes(1)
})

test('what was refused ahead is asked for again when it is wanted', async () => {
  const { ask, doors } = asking('refused', access)
  expect(await doors.take()).toBe(access)
  expect(ask).toHaveBeenCalledTimes(2)
})

test('doors that would soon be closed are none', () => {
  const { doors } = asking(access)
  vi.advanceTimersByTime(9 * 60_000)
  expect(doors.take()).toBeUndefined()
})
