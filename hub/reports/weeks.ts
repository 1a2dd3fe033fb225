import type { Day } from '../../core/facts/ids.ts'
import { mondayOf } from '../../core/reports/evidence.ts'
import { type Calendar, lastDay, type SchoolDay, schoolDays } from '../../core/school/calendar.ts'
import { addDays, daysBetween, momentOf } from '../../core/school/day.ts'

/** A week of a report, as all of its classes have it. */
export interface Week {
  monday: Day
  /** Whether all of its days are the report's. */
  whole: boolean
  /** When its last day is over, ms since 1970. */
  ends: number
  from: Day
  to: Day
  /** By calendar, in the order of the report's: which of these days are that term's. */
  days: SchoolDay[][]
}

/** The weeks from one day to another. */
export function weeksBetween(calendars: readonly Calendar[], from: Day, to: Day): Week[] {
  const weeks: Week[] = []
  for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7)) {
    const sunday = addDays(monday, 6)
    const [first, last] = [later(monday, from), earlier(sunday, to)]
    weeks.push({
      monday,
      whole: first === monday && last === sunday,
      ends: momentOf(addDays(monday, 7), '00:00'),
      from: first,
      to: last,
      days: calendars.map((calendar) => {
        const begins = later(first, calendar.starts)
        return schoolDays(calendar, begins, daysBetween(begins, earlier(last, lastDay(calendar))) + 1)
      }),
    })
  }
  return weeks
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b
}
