import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectiveTimes, nextAt } from './clock.ts'

const moment = fc.integer({ min: 0, max: 4_000_000_000_000 })

describe('effective times', () => {
  test('never run backwards, are never ahead of the hearing, and are the device’s own where they can be', () => {
    fc.assert(
      fc.property(fc.array(moment), moment, moment, (ats, heard, before) => {
        const previous = Math.min(before, heard)
        const times = effectiveTimes(ats, heard, previous)
        expect(times).toHaveLength(ats.length)
        for (const [n, time] of times.entries()) {
          const floor = times[n - 1] ?? previous
          expect(time).toBeGreaterThanOrEqual(floor)
          expect(time).toBeLessThanOrEqual(heard)
          const own = ats[n] ?? 0
          if (own >= floor && own <= heard) expect(time).toBe(own)
        }
      }),
    )
  })

  test('are the same whether facts come in one batch or in two', () => {
    fc.assert(
      fc.property(fc.array(moment), fc.nat(), moment, (ats, cut, heard) => {
        const whole = effectiveTimes(ats, heard, 0)
        const split = ats.length === 0 ? 0 : cut % ats.length
        const first = effectiveTimes(ats.slice(0, split), heard, 0)
        const second = effectiveTimes(ats.slice(split), heard, first[first.length - 1] ?? 0)
        expect([...first, ...second]).toEqual(whole)
      }),
    )
  })

  test('of a tablet that lives in 2037 are the hour of the hearing', () => {
    const heard = Date.parse('2026-09-08T10:00:00+08:00')
    const future = Date.parse('2037-01-01T00:00:00+08:00')
    expect(effectiveTimes([future, future + 1, future + 2], heard, 0)).toEqual([heard, heard, heard])
  })

  test('do not go past the hearing when the hub’s own clock has gone back', () => {
    expect(effectiveTimes([50, 70], 60, 100)).toEqual([60, 60])
  })
})

describe('a device’s clock', () => {
  test('always moves on, and follows the hub’s', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(moment, fc.integer({ min: -1e12, max: 1e12 })), { minLength: 1 }), (readings) => {
        let last = 0
        for (const [wall, offset] of readings) {
          const at = nextAt(wall, offset, last)
          expect(at).toBeGreaterThan(last)
          expect(at).toBeGreaterThanOrEqual(wall + offset)
          if (wall + offset > last) expect(at).toBe(wall + offset)
          last = at
        }
      }),
    )
  })
})
