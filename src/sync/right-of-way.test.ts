import { expect, test, vi } from 'vitest'
import type { BlobHash } from '../../core/facts/ids.ts'
import { mayFetchAhead, mayKeptVoiceGo, takeRightOfWay, voiceIsLate } from './right-of-way.ts'

const [taught, other] = ['a', 'b'].map((letter) => letter.repeat(64)) as [BlobHash, BlobHash] // as a hash is written

test('while a lesson is live nothing is fetched ahead but what it is taught with', () => {
  expect([mayFetchAhead(taught), mayFetchAhead(other), mayFetchAhead()]).toEqual([true, true, true])
  const entering = takeRightOfWay(undefined)
  expect([mayFetchAhead(taught), mayFetchAhead()]).toEqual([false, false])
  const inIt = takeRightOfWay(taught)
  entering()
  expect([mayFetchAhead(taught), mayFetchAhead(other), mayFetchAhead()]).toEqual([true, false, false])
  inIt()
  inIt()
  expect([mayFetchAhead(other), mayFetchAhead()]).toEqual([true, true])
})

test('what is kept of a voice waits while the voice itself comes late, for half a minute, or to the end of the lesson', () => {
  vi.useFakeTimers()
  // Another test may just have had a voice that was late.
  vi.advanceTimersByTime(3_600_000)
  const end = takeRightOfWay(undefined)
  expect(mayKeptVoiceGo()).toBe(true)
  voiceIsLate()
  expect(mayKeptVoiceGo()).toBe(false)
  vi.advanceTimersByTime(30_001)
  expect(mayKeptVoiceGo()).toBe(true)
  voiceIsLate()
  end()
  expect(mayKeptVoiceGo()).toBe(true)
  vi.useRealTimers()
})
