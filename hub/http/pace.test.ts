import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

test('many questions may come at once, and then as many a second as the pace is', () => {
  const pace = new Pace(10, 5)
  const at = (now: number) => pace.wait('panel', now)
  expect([1, 2, 3, 4, 5].map(() => at(1000))).toEqual([0, 0, 0, 0, 0])
  expect(at(1000)).toBe(100)
  expect(at(1099)).toBe(1)
  expect(at(1100)).toBe(0)
  expect(at(1100)).toBe(100)
  expect(pace.wait('another', 1100)).toBe(0)
})

test('in no span of time does a device get more than the burst and the pace together', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(gaps, (all) => {
      const pace = new Pace(10, 5)
      let now = 0
      const letIn: number[] = []
      for (const gap of all) {
        now += gap
        if (pace.wait('panel', now) === 0) letIn.push(now)
      }
      for (const [n, from] of letIn.entries()) {
        for (const [m, to] of letIn.entries()) {
          if (m >= n) expect(m - n + 1).toBeLessThanOrEqual(5 + (to - from) / 100 + 1e-6)
        }
      }
    }),
  )
})

test('who waits as long as told is let in', () => {
  const pace = new Pace(3, 2)
  let now = 0
  for (let n = 0; n < 50; n++) {
    const wait = pace.wait('panel', now)
    if (wait > 0) expect(pace.wait('panel', now + wait)).toBe(0)
    now += wait
  }
})
