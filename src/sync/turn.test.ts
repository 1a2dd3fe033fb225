import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { locksOfOneBrowser, promptChannels } from './locks.fixture.ts'
import { answer, inTurn } from './turn.ts'

/** Two tabs of a place want the same piece of work, and each says so when it has it. */

let locks: ReturnType<typeof locksOfOneBrowser>
let over: Record<string, AbortSignal>
let ended: AbortController[]
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  locks = locksOfOneBrowser()
  vi.stubGlobal('navigator', { locks })
  vi.stubGlobal('BroadcastChannel', promptChannels())
  over = {}
  ended = []
})
afterEach(() => {
  for (const one of ended) one.abort()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function tab(name: string) {
  const end = new AbortController()
  ended.push(end)
  const done = inTurn('work', end.signal, (signal) => {
    over[name] = signal
    return new Promise((resolve) => signal.addEventListener('abort', resolve))
  })
  return { end, done }
}

/** So many questions of one who waits, and what is answered. */
async function questions(many: number) {
  for (let n = 0; n < many; n++) {
    vi.advanceTimersByTime(3_000)
    await setImmediate()
  }
}

test('one works, and the next when it has ended', async () => {
  const first = tab('first')
  await vi.waitUntil(() => over.first)
  tab('second')
  await questions(5)
  expect(Object.keys(over)).toEqual(['first'])
  first.end.abort()
  await first.done
  await vi.waitUntil(() => over.second)
  expect(over.second?.aborted).toBe(false)
})

test('a turn whose owner does not answer is taken', async () => {
  void locks.request('work', () => new Promise(() => undefined)).catch(() => undefined)
  tab('second')
  await questions(2)
  expect(over.second).toBe(undefined)
  await questions(1)
  await vi.waitUntil(() => over.second)
  tab('third')
  await questions(5)
  expect(over.third).toBe(undefined)
})

test('whoever answers without this page’s ways keeps its turn too', async () => {
  void locks.request('work', () => new Promise(() => undefined))
  const stop = answer('work')
  tab('second')
  await questions(5)
  expect(over.second).toBe(undefined)
  stop()
})

test('from whom the turn was taken stops, and gets in line again', async () => {
  tab('first')
  await vi.waitUntil(() => over.first)
  const was = over.first
  let finish = () => undefined as unknown
  const stop = answer('work')
  void locks.request('work', { steal: true }, () => new Promise((resolve) => (finish = () => resolve(undefined))))
  await vi.waitUntil(() => was?.aborted)
  await questions(5)
  expect(over.first).toBe(was)
  finish()
  stop()
  await vi.waitUntil(() => over.first !== was)
})

test('who waits no more is no longer in line; a failure of the work is told', async () => {
  const first = tab('first')
  await vi.waitUntil(() => over.first)
  const second = tab('second')
  second.end.abort()
  await second.done
  first.end.abort()
  await first.done
  await expect(
    inTurn('work', new AbortController().signal, () => {
      throw new Error('broken')
    }),
  ).rejects.toThrow('broken')
  expect(over.second).toBe(undefined)
})
