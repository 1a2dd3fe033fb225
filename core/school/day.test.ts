import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Day } from '../facts/ids.ts'
import { addDays, dayOf, daysBetween, momentOf, weekdayOf } from './day.ts'

const first = v.parse(Day, '2020-01-01')
const day = fc.nat(8_000).map((n) => addDays(first, n))
const clock = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':'))

describe('school days', () => {
  test('are those of China, whatever the tablet’s own zone', () => {
    expect(dayOf(Date.parse('2026-09-07T16:00:00Z'))).toBe('2026-09-08')
    expect(dayOf(Date.parse('2026-09-07T15:59:59Z'))).toBe('2026-09-07')
    expect(momentOf(v.parse(Day, '2026-09-08'), '08:30')).toBe(Date.parse('2026-09-08T08:30:00+08:00'))
  })

  test('hold every moment of theirs', () => {
    fc.assert(
      fc.property(day, clock, (on, at) => {
        expect(dayOf(momentOf(on, at))).toBe(on)
      }),
    )
  })

  test('are counted without gaps, and by the week', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -400, max: 400 }), (on, days) => {
        const other = addDays(on, days)
        expect(v.is(Day, other)).toBe(true)
        expect(daysBetween(on, other)).toBe(days)
        expect(weekdayOf(addDays(on, 7))).toBe(weekdayOf(on))
        expect(weekdayOf(addDays(on, 1))).toBe((weekdayOf(on) % 7) + 1)
      }),
    )
    expect(weekdayOf(v.parse(Day, '2026-09-07'))).toBe(1)
  })
})
