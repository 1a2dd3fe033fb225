import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Day } from '../facts/ids.ts'
import { type Calendar, lastDay, schoolWeekday, weekOf, weekParity } from './calendar.ts'
import { addDays, weekdayOf } from './day.ts'

const on = (text: string) => v.parse(Day, text)
/** A term with the National Day holiday, which moves a Thursday's and a Friday's lessons to a weekend (调休). */
const autumn: Calendar = {
  term: '秋季',
  starts: on('2026-08-31'),
  weeks: 20,
  off: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map(on),
  instead: [{ day: on('2026-10-10'), weekday: 3 }],
}

describe('a term’s calendar', () => {
  test('counts weeks from its first Monday', () => {
    expect(weekOf(autumn, on('2026-08-31'))).toBe(1)
    expect(weekOf(autumn, on('2026-09-06'))).toBe(1)
    expect(weekOf(autumn, on('2026-09-07'))).toBe(2)
    expect(weekOf(autumn, on('2026-08-30'))).toBe(0)
    expect(lastDay(autumn)).toBe('2027-01-17')
  })

  test('has no school on days off, before it begins and after it ends', () => {
    expect(schoolWeekday(autumn, on('2026-10-01'))).toBeUndefined()
    expect(schoolWeekday(autumn, on('2026-08-30'))).toBeUndefined()
    expect(schoolWeekday(autumn, addDays(lastDay(autumn), 1))).toBeUndefined()
    expect(schoolWeekday(autumn, lastDay(autumn))).toBe(7)
  })

  test('lets a day follow another weekday', () => {
    expect(schoolWeekday(autumn, on('2026-10-10'))).toBe(3)
    expect(schoolWeekday(autumn, on('2026-10-09'))).toBe(5)
  })

  test('gives every other day of the term its own weekday, and weeks that alternate', () => {
    fc.assert(
      fc.property(fc.nat(20 * 7 - 1), (n) => {
        const day = addDays(autumn.starts, n)
        if (autumn.off.includes(day) || day === '2026-10-10') return
        expect(schoolWeekday(autumn, day)).toBe(weekdayOf(day))
        expect(weekParity(autumn, day)).not.toBe(weekParity(autumn, addDays(day, 7)))
      }),
    )
    expect(weekParity(autumn, autumn.starts)).toBe('odd')
  })
})
