import type { ClassId, Day, SchoolId } from '../../core/facts/ids.ts'
import type { WorkEvidence } from '../../core/reports/evidence.ts'
import { mondayOf } from '../../core/reports/evidence.ts'
import type { Period } from '../../core/reports/figures.ts'
import type { Timetable } from '../../core/school/timetable.ts'
import type { HubDb } from '../store/schema.ts'
import { type Evidence, readEvidence } from './evidence.ts'
import { type ClassLessons, classLessons } from './lessons.ts'
import { pairsIn } from './pairs.ts'
import { type Days, daysOf, presentWeek } from './period.ts'
import { type Pair, type ReportedClass, type Roster, readRoster, type School } from './roster.ts'
import { earlierTerms, slotsUntil } from './terms.ts'

/** What is asked of all reports. */
export interface Asked {
  /** The hub's clock, ms since 1970: a report's 截至. */
  now: number
  /** Without it the present week. */
  period?: Period
  /** This one alone, with all of its classes. */
  school?: SchoolId
}

/** A county in some days, as far as it is known: what all figures and the rows behind them are made of. */
export interface CountyReading {
  roster: Roster
  /** Teaching points, schools that are helped, and those with lessons from afar; who only helps is not reported on. */
  schools: School[]
  /** Those of these days. */
  pairs: Pair[]
  days: Days
  now: number
  /** By class, in the roster's order. */
  lessons: ClassLessons[]
  work: ReadonlyMap<ClassId, readonly ({ assignment: string } & WorkEvidence)[]>
  /** Of each term that these days have a part in. */
  calendars: Timetable['calendar'][]
  /** Lessons of some classes from the present term's first day to this report's last one. */
  sinceTerm(classes: ReadonlySet<ClassId>): Promise<ClassLessons[]>
}

export type NoReading = { ok: false; why: 'no-county' | 'no-such-period' | 'no-such-school' }

/** @returns why not, when there is no such period, school, or no county yet */
export async function readCounty(db: HubDb, asked: Asked): Promise<({ ok: true } & CountyReading) | NoReading> {
  const { now } = asked
  const roster = await readRoster(db)
  if (!roster) return { ok: false, why: 'no-county' }
  const { calendar } = roster.county
  const period = asked.period ?? { is: 'week', week: presentWeek(calendar, now) }
  const earlier = period.is === 'year' ? await earlierTerms(db, calendar) : []
  const days = daysOf(period, calendar, earlier[0]?.calendar.starts ?? calendar.starts)
  if (!days) return { ok: false, why: 'no-such-period' }
  const pairs = pairsIn(roster.pairs, days.from, days.to)
  const schools = reportedSchools(roster, pairs).filter(
    (one) => asked.school === undefined || one.school === asked.school,
  )
  if (asked.school !== undefined && schools.length === 0) return { ok: false, why: 'no-such-school' }

  const ofSchools = new Set(schools.map((one) => one.school))
  const classes = roster.classes.filter((one) => ofSchools.has(one.school))
  const ids = classes.map((one) => one.timetable.class)
  const evidence = await evidenceIn(db, days.from, days.to, new Set(ids))
  const slots = await Promise.all(earlier.map((term) => slotsUntil(db, ids, term)))
  const lessons = classes.map((one) => {
    const before = earlier.map((term, n) => ({
      ...one.timetable,
      calendar: term.calendar,
      slots: slots[n]?.get(one.timetable.class) ?? [],
    }))
    return lessonsOf(one, [...before, one.timetable], evidence, days.from, days.to, now)
  })
  return {
    ok: true,
    roster,
    schools,
    pairs,
    days,
    now,
    lessons,
    work: evidence.work,
    calendars: [...earlier.map((term) => term.calendar), calendar],
    async sinceTerm(some) {
      const known = await evidenceIn(db, calendar.starts, days.to, some)
      return classes
        .filter((one) => some.has(one.timetable.class))
        .map((one) => lessonsOf(one, [one.timetable], known, calendar.starts, days.to, now))
    },
  }
}

function evidenceIn(db: HubDb, from: Day, to: Day, classes: ReadonlySet<ClassId>): Promise<Evidence> {
  return readEvidence(db, { monday: mondayOf(from), from, to }, classes)
}

function lessonsOf(
  of: ReportedClass,
  timetables: readonly Timetable[],
  evidence: Evidence,
  from: Day,
  to: Day,
  now: number,
): ClassLessons {
  return classLessons(of, timetables, evidence.weeks.get(of.timetable.class) ?? [], { from, to, now })
}

function reportedSchools({ schools, classes }: Roster, pairs: readonly Pair[]): School[] {
  const taught = new Set(
    classes.filter(({ timetable }) => timetable.slots.some((slot) => slot.course)).map((one) => one.school),
  )
  const helped = new Set(pairs.map((pair) => pair.helped))
  return schools.filter((one) => one.sort === 'point' || helped.has(one.school) || taught.has(one.school))
}
