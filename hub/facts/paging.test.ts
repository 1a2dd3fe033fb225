import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Paging } from './paging.ts'

let paging: Paging
/** When pages went, ms. */
let went: number[]
/** How long the device's answer to a page takes, ms. */
let takes: number
beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  went = []
  paging = new Paging(Date.now, push)
})
afterEach(() => {
  paging.end()
  vi.useRealTimers()
})

/** There is always something new. */
function push(): void {
  while (paging.mayGo) {
    went.push(Date.now())
    paging.said()
    paging.went(false)
    setTimeout(() => {
      paging.answered()
      push()
    }, takes)
  }
}

/** The pauses between the pages of so long, ms. */
function pauses(ms: number): number[] {
  push()
  vi.advanceTimersByTime(ms)
  return went.slice(1).map((at, n) => at - (went[n] ?? 0))
}

test('the next page waits for the answer to the last one', () => {
  takes = 300
  expect(pauses(3_000)).toEqual(Array(10).fill(300))
})

test('on a thin line what happens within a second goes together', () => {
  paging.isThin = true
  takes = 500
  expect(pauses(10_000)).toEqual(Array(10).fill(1_000))
})

test('on one that takes a second for a page the next is on its way before the answer is back', () => {
  paging.isThin = true
  takes = 1_200
  expect(pauses(10_000).slice(2)).toEqual(Array(11).fill(700))
})

test('never are more than two on their way', () => {
  paging.isThin = true
  takes = 6_000
  expect(pauses(60_000).length).toBeLessThanOrEqual(20)
})

test('what is there already goes without a rest', () => {
  paging.isThin = true
  paging.said()
  paging.went(true)
  expect(paging.mayGo).toBe(true)
  paging.said()
  paging.went(true)
  expect(paging.mayGo).toBe(false)
  paging.answered()
  expect(paging.mayGo).toBe(true)
})
