import * as v from 'valibot'
import { Day, Title } from '../facts/ids.ts'
import { addDays, daysBetween, weekdayOf } from './day.ts'

/** A county's term. `off` are days without school; `instead` are days that follow another weekday (调休). */
export const Calendar = v.object({
  term: Title,
  /** The Monday of the first week. */
  starts: Day,
  weeks: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)),
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
