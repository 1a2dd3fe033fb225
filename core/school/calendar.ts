import * as v from 'valibot'
import { Day, Title } from '../facts/ids.ts'
import { addDays, daysBetween, momentOf, weekdayOf } from './day.ts'

/** No term is longer, weeks. */
export const mostWeeks = 30

/** A county's term. `off` are days without school; `instead` are days that follow another weekday (调休). */
export const Calendar = v.object({
  term: Title,
  /** The Monday of the first week. */
  starts: Day,
  weeks: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostWeeks)),
  off: v.pipe(v.array(Day), v.maxLength(120)),
  instead: v.pipe(
    v.array(v.object({ day: Day, weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)) })),
    v.maxLength(60),
  ),
})
export type Calendar = v.InferOutput<typeof Calendar>

/** The week of the term, 1 and up; 0 or less before it begins. */
export function weekOf(calendar: Calendar, day: Day): number {
  return Math.floor(daysBetween(calendar.starts, day) / 7) + 1
}

export function lastDay(calendar: Calendar): Day {
  return addDays(calendar.starts, calendar.weeks * 7 - 1)
}

/** The weekday whose timetable a day follows, 1 to 7; `undefined` when there is no school. */
export function schoolWeekday(calendar: Calendar, day: Day): number | undefined {
  const week = weekOf(calendar, day)
  if (week < 1 || week > calendar.weeks || calendar.off.includes(day)) return undefined
  return calendar.instead.find((one) => one.day === day)?.weekday ?? weekdayOf(day)
}

/** 单周 or 双周. */
export function weekParity(calendar: Calendar, day: Day): 'odd' | 'even' {
  return weekOf(calendar, day) % 2 === 1 ? 'odd' : 'even'
}

/** A day as a calendar has it. */
export interface SchoolDay {
  day: Day
  /** When it begins, ms since 1970. */
  midnight: number
  /** Whose timetable it follows; `undefined` when there is no school. */
  weekday: number | undefined
  parity: 'odd' | 'even'
}

/** So many days from this one on. */
export function schoolDays(calendar: Calendar, from: Day, days: number): SchoolDay[] {
  return Array.from({ length: Math.max(0, days) }, (_, n) => {
    const day = addDays(from, n)
    return {
      day,
      midnight: momentOf(day, '00:00'),
      weekday: schoolWeekday(calendar, day),
      parity: weekParity(calendar, day),
    }
  })
}
