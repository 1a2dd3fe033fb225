import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { oneAhead, someAtOnce } from './at-once.ts'

test('all are worked on, some at a time and never more', async () => {
  let now = 0
  let most = 0
  const done: [string, number][] = []
  const all = Array.from({ length: 50 }, (_, n) => `file ${n}`)
  await someAtOnce(all, async (name, n) => {
    now += 1
    most = Math.max(most, now)
    await setImmediate()
    now -= 1
    done.push([name, n])
  })
  expect(done.sort((a, b) => a[1] - b[1])).toEqual(all.map((name, n) => [name, n]))
  expect(most).toBe(8)
  await someAtOnce([], () => expect.unreachable())
})

test('the first that fails is told when nothing goes on any more, and none is begun after it', async () => {
  let begun = 0
  let ended = 0
  const working = someAtOnce(Array.from({ length: 50 }), async (_, n) => {
    begun += 1
    if (n === 3) throw new Error('the file 3 is missing')
    await setImmediate()
    ended += 1
  })
  await expect(working).rejects.toThrow('the file 3 is missing')
  expect([begun, ended]).toEqual([8, 7])
})

test('one is made ahead, in order, and what failed is told in its turn', async () => {
  const made: number[] = []
  let closed = false
  async function* numbers() {
    try {
      for (let n = 1; n <= 3; n++) {
        made.push(n)
        yield n
      }
      throw new Error('no fourth')
    } finally {
      closed = true
    }
  }
  const seen: number[] = []
  const reading = (async () => {
    for await (const n of oneAhead(numbers())) {
      await setImmediate()
      expect(made.length).toBe(Math.min(n + 1, 3))
      seen.push(n)
    }
  })()
  await expect(reading).rejects.toThrow('no fourth')
  expect([seen, closed]).toEqual([[1, 2, 3], true])
  closed = false
  for await (const _ of oneAhead(numbers())) break
  expect(closed).toBe(true)
})
