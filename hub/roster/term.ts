import type { Day } from '../../core/facts/ids.ts'
import { type Calendar, lastDay, mostWeeks } from '../../core/school/calendar.ts'
import { addDays, daysBetween, weekdayOf } from '../../core/school/day.ts'
import type { Importing } from './assembly.ts'
import type { Placed } from './reader.ts'

/** The county's name and its term as an upload says them, or as they were. `undefined` after a fault. */
export function countyOf(importing: Importing): { name: string; calendar: Calendar } | undefined {
  const { rows, known, findings } = importing
  const name = rows.orgs?.find((one) => one.type === 'district')?.name ?? known.county?.name ?? '本县'
  const term = termOf(rows.academicSessions ?? [], importing) ?? known.county?.calendar
  if (!term) {
    findings.fault({ file: '', row: 0 }, 'no-term')
    return undefined
  }
  const days = rows.calendar
  const kept = known.county?.calendar
  const off = days ? days.filter((one) => one.weekday === undefined).map((one) => one.date) : (kept?.off ?? [])
  const instead = days
    ? days.flatMap(({ date, weekday }) => (weekday === undefined ? [] : [{ day: date, weekday }]))
    : (kept?.instead ?? [])
  sayTwice(days ?? [], importing)
  sayEarly(term, importing)
  const { term: title, starts, weeks } = term
  return { name, calendar: inTerm({ term: title, starts, weeks, off, instead }) }
}

/** A calendar with the days of its own term alone, in order and each once. */
export function inTerm(calendar: Calendar): Calendar {
  const last = lastDay(calendar)
  const within = (day: Day) => calendar.starts <= day && day <= last
  const off = new Set(calendar.off.filter(within))
  const instead = new Map(calendar.instead.map((one) => [one.day, one]))
  return {
    ...calendar,
    off: [...off].sort(),
    instead: [...instead.values()]
      .filter(({ day }) => within(day) && !off.has(day))
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
  }
}

/** Of several terms the one that today lies in, otherwise the next one, otherwise the last. */
function termOf(
  sessions: readonly Placed<'academicSessions'>[],
  { today, findings }: Importing,
): Omit<Calendar, 'off' | 'instead'> | undefined {
  const terms = sessions
    .filter(({ type, status }) => !status && (type === 'term' || type === 'semester' || type === undefined))
    .sort((a, b) => (a.startDate < b.startDate ? -1 : 1))
  const term =
    terms.find(({ startDate, endDate }) => startDate <= today && today <= endDate) ??
    terms.find(({ startDate }) => startDate > today) ??
    terms[terms.length - 1]
  if (!term) return undefined
  const starts = addDays(term.startDate, 1 - weekdayOf(term.startDate))
  const weeks = Math.floor(daysBetween(starts, term.endDate) / 7) + 1
  const column = 'endDate'
  if (weeks < 1) findings.fault(term.where, 'ends-before-it-begins', { column, value: term.endDate })
  if (weeks > mostWeeks)
    findings.fault(term.where, 'too-many-weeks', { column, value: String(weeks), other: String(mostWeeks) })
  return { term: term.title, starts, weeks: Math.min(Math.max(weeks, 1), mostWeeks) }
}

function sayTwice(days: readonly Placed<'calendar'>[], { findings }: Importing): void {
  const seen = new Set<string>()
  for (const { date, where } of days) {
    if (seen.has(date)) findings.fault(where, 'twice', { value: date })
    seen.add(date)
  }
}

/** A county has one term: another one in its place before it is over leaves the days between without lessons. */
function sayEarly({ starts }: Pick<Calendar, 'starts'>, { rows, known, findings, today }: Importing): void {
  const now = known.county?.calendar
  const where = rows.academicSessions?.[0]?.where
  if (!now || !where || starts <= today || today < now.starts || lastDay(now) < today) return
  findings.note(where.file, 'term-begins-later', starts)
}
