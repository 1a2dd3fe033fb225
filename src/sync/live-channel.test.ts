import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Store } from '../store/store.ts'
import { type LiveChannel, liveChannel } from './live-channel.ts'
import { locksOfOneBrowser } from './locks.fixture.ts'

/** A hub that is not reached. */
let tries: number
let channel: LiveChannel
let mayTry: boolean
beforeEach(() => {
  vi.useFakeTimers()
  tries = 0
  mayTry = true
  vi.stubGlobal('location', { protocol: 'https:', host: 'hub.example.cn' })
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('navigator', {
    onLine: true,
    locks: locksOfOneBrowser(),
  })
  vi.stubGlobal(
    'WebSocket',
    class {
      onclose: ((event: { code: number }) => void) | undefined
      constructor() {
        tries += 1
        setTimeout(() => this.onclose?.({ code: 1006 }))
      }
      close = () => undefined
    },
  )
  const store = {} as Store // of which nothing is wanted before the hub has said a word
  channel = liveChannel(
    store,
    'panel',
    () => undefined,
    () => mayTry,
  )
})
afterEach(() => {
  channel.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a hub that is not reached is tried less and less often, and at once when there may be a line again', async () => {
  await vi.advanceTimersByTimeAsync(65_000)
  const before = tries
  await vi.advanceTimersByTimeAsync(5_000)
  expect(tries).toBe(before)
  channel.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(tries).toBe(before + 1)
})

test('nothing is tried while it may not be', async () => {
  await vi.advanceTimersByTimeAsync(0)
  mayTry = false
  const before = tries
  await vi.advanceTimersByTimeAsync(120_000)
  expect(tries).toBe(before)
  mayTry = true
  channel.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(tries).toBe(before + 1)
})
