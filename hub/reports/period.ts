import type { Day } from '../../core/facts/ids.ts'
import type { Period } from '../../core/reports/figures.ts'
import { type Calendar, lastDay, weekOf } from '../../core/school/calendar.ts'
import { addDays, dayOf } from '../../core/school/day.ts'

/** The days of a report. */
export interface Days {
  period: Period
  from: Day
  to: Day
}

/** The present week, or the nearest that the term has. */
export function presentWeek(calendar: Calendar, now: number): number {
  return Math.min(Math.max(weekOf(calendar, dayOf(now)), 1), calendar.weeks)
}

/** The months that a term touches, `YYYY-MM`. */
export function monthsOf(calendar: Calendar): string[] {
  const months = new Set<string>()
  for (let day = calendar.starts; day <= lastDay(calendar); day = addDays(day, 7)) months.add(day.slice(0, 7))
  return [...months.add(lastDay(calendar).slice(0, 7))]
}

/**
 * Which days a period has; `undefined` if the term does not have it.
 *
 * @param starts the first day of the earliest term that belongs to the year
 */
export function daysOf(period: Period, calendar: Calendar, starts: Day): Days | undefined {
  const end = lastDay(calendar)
  switch (period.is) {
    case 'week': {
      if (period.week < 1 || period.week > calendar.weeks) return undefined
      const from = addDays(calendar.starts, (period.week - 1) * 7)
      return { period, from, to: addDays(from, 6) }
    }
    case 'month': {
      if (!monthsOf(calendar).includes(period.month)) return undefined
      const from = `${period.month}-01` as Day // the first of a month of the term
      let to = addDays(from, 27)
      while (addDays(to, 1).startsWith(period.month)) to = addDays(to, 1)
      return { period, from: from < calendar.starts ? calendar.starts : from, to: to > end ? end : to }
    }
    case 'term':
      return { period, from: calendar.starts, to: end }
    case 'year':
      return { period, from: starts, to: end }
  }
}
