import type { ClassId } from '../../core/facts/ids.ts'
import { countyDescribed } from '../../core/facts/kinds/county-described.ts'
import { timetableSet } from '../../core/facts/kinds/timetable-set.ts'
import { ofKind } from '../../core/rows/reading.ts'
import { type RowKey, rowKey } from '../../core/rows/row-key.ts'
import type { Calendar } from '../../core/school/calendar.ts'
import { daysBetween } from '../../core/school/day.ts'
import type { Timetable } from '../../core/school/timetable.ts'
import { factsOf } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'

/** A term that is over. */
export interface EarlierTerm {
  calendar: Calendar
  /** When the next one was brought in, ms since 1970: what was set later is of that one. */
  until: number
}

export type Weeks = Pick<Timetable, 'slots' | 'earlier' | 'changes'>

/** Terms that began in the year before this one, the earliest first. */
export async function earlierTerms(db: HubDb, present: Calendar): Promise<EarlierTerm[]> {
  const county = rowKey('county', 'it')
  const facts = ofKind(countyDescribed, (await factsOf(db, [county])).get(county) ?? [])
  const described = [...facts].sort((a, b) => a.eff - b.eff)
  const terms = new Map<string, EarlierTerm>()
  for (const [n, { body }] of described.entries()) {
    const next = described.slice(n + 1).find((later) => later.body.calendar.starts > body.calendar.starts)
    const age = daysBetween(body.calendar.starts, present.starts)
    if (age > 0 && age < 300 && next) terms.set(body.calendar.starts, { calendar: body.calendar, until: next.eff })
  }
  return [...terms.values()].sort((a, b) => (a.calendar.starts < b.calendar.starts ? -1 : 1))
}

/** The weeks of each class as they stood at the end of a term. */
export async function weeksUntil(
  db: HubDb,
  classes: readonly ClassId[],
  { until }: EarlierTerm,
): Promise<Map<ClassId, Weeks>> {
  const keys = classes.map((one): RowKey => rowKey('timetable', one))
  const facts = await factsOf(db, keys)
  const weeks = new Map<ClassId, Weeks>()
  for (const all of facts.values()) {
    const set = ofKind(timetableSet, all)
      .filter((fact) => fact.eff < until)
      .sort((a, b) => a.eff - b.eff)
    const last = set[set.length - 1]
    if (last) weeks.set(last.body.class, last.body)
  }
  return weeks
}
