import { expect, test } from 'vitest'
import { fewAtOnce } from './few-at-once.ts'

test('so many go on at once, others in their order, also behind one that fails', async () => {
  const inTurn = fewAtOnce(2)
  const ends: (() => void)[] = []
  const begun: number[] = []
  const all = [0, 1, 2, 3, 4].map((n) =>
    inTurn(async () => {
      begun.push(n)
      await new Promise<void>((resolve) => ends.push(resolve))
      if (n === 1) throw new Error('one of them')
      return n
    }).catch(() => 'failed'),
  )
  expect(begun).toEqual([0, 1])
  ends[1]?.()
  expect(await all[1]).toBe('failed')
  await expect.poll(() => begun).toEqual([0, 1, 2])
  ends[2]?.()
  ends[0]?.()
  await expect.poll(() => begun).toEqual([0, 1, 2, 3, 4])
  for (const end of ends) end()
  expect(await Promise.all(all)).toEqual([0, 'failed', 2, 3, 4])
  const later = inTurn(async () => 5)
  expect(await later).toBe(5)
})
