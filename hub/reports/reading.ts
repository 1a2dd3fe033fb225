import type { ClassId, Day, SchoolId } from '../../core/facts/ids.ts'
import type { WorkEvidence } from '../../core/reports/evidence.ts'
import { mondayOf } from '../../core/reports/evidence.ts'
import type { Period } from '../../core/reports/figures.ts'
import type { Calendar } from '../../core/school/calendar.ts'
import type { Slot, Timetable } from '../../core/school/timetable.ts'
import type { HubDb } from '../store/schema.ts'
import { countEvidence, type Left, leftToCount } from './count.ts'
import { readEvidence } from './evidence.ts'
import { type ClassLessons, classLessons, type TaughtClass } from './lessons.ts'
import { pairsIn } from './pairs.ts'
import { type Days, daysOf, presentWeek } from './period.ts'
import { type Pair, type Roster, readRoster, type School } from './roster.ts'
import { earlierTerms, weeksUntil } from './terms.ts'
import { weeksBetween } from './weeks.ts'

/** What is asked of all reports. */
export interface Asked {
  /** The hub's clock, ms since 1970: a report's 截至. */
  now: number
  /** Without it the present week. */
  period?: Period
  /** This one alone, with all of its classes. */
  school?: SchoolId
  /** How long to wait for what has not been counted yet, ms; without it until all is. */
  patience?: number
}

/** Whom a report is about, and which days. */
export interface CountyFrame {
  roster: Roster
  /** Teaching points, schools that are helped, and those with lessons from afar; who only helps is not reported on. */
  schools: School[]
  /** Those of these days. */
  pairs: Pair[]
  days: Days
  now: number
  /** Those of these schools, in the roster's order, with a timetable for each of the calendars. */
  classes: TaughtClass[]
  /** Of each term that these days have a part in. */
  calendars: Calendar[]
  /** What is not counted yet: lessons of which nothing is known are unknown as long as that is so. */
  left: Left | undefined
}

/** A county in some days, as far as it is known: what the rows behind figures are made of. */
export interface CountyReading extends CountyFrame {
  /** By class, in the roster's order. */
  lessons: ClassLessons[]
  work: ReadonlyMap<ClassId, readonly ({ assignment: string } & WorkEvidence)[]>
}

export type NoReading = { ok: false; why: 'no-county' | 'no-such-period' | 'no-such-school' }

/** @returns why not, when there is no such period, school, or no county yet */
export async function readCounty(db: HubDb, asked: Asked): Promise<({ ok: true } & CountyReading) | NoReading> {
  const frame = await readFrame(db, asked)
  if (!frame.ok) return frame
  const { classes, days } = frame
  const known = await readEvidence(db, { monday: mondayOf(days.from), from: days.from, to: days.to }, idsOf(classes))
  const weeks = weeksBetween(frame.calendars, days.from, days.to)
  const lessons = classes.map((of) =>
    classLessons(of, weeks, known.weeks.get(of.class.timetable.class) ?? [], frame.now),
  )
  return { ...frame, lessons, work: known.work }
}

/** The same without what is known of its lessons and homework. */
export async function readFrame(db: HubDb, asked: Asked): Promise<({ ok: true } & CountyFrame) | NoReading> {
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
  const left = await countFor(db, asked.patience)

  const ofSchools = new Set(schools.map((one) => one.school))
  const classes = roster.classes.filter((one) => ofSchools.has(one.school))
  const ids = classes.map((one) => one.timetable.class)
  const earlierWeeks = await Promise.all(earlier.map((term) => weeksUntil(db, ids, term)))
  return {
    ok: true,
    roster,
    schools,
    pairs,
    days,
    now,
    classes: classes.map((one) => {
      const before = earlier.map((term, n) => ({
        ...one.timetable,
        calendar: term.calendar,
        ...(earlierWeeks[n]?.get(one.timetable.class) ?? noWeeks),
      }))
      return { class: one, timetables: [...before, one.timetable] }
    }),
    calendars: [...earlier.map((term) => term.calendar), calendar],
    left,
  }
}

/** Lessons of some classes from the present term's first day to a report's last one. */
export async function lessonsSinceTerm(
  db: HubDb,
  { roster, classes, days, now }: CountyFrame,
  some: ReadonlySet<ClassId>,
): Promise<ClassLessons[]> {
  const { calendar } = roster.county
  const [from, to]: [Day, Day] = [calendar.starts, days.to]
  const known = await readEvidence(db, { monday: mondayOf(from), from, to }, some)
  const weeks = weeksBetween([calendar], from, to)
  return classes
    .filter((of) => some.has(of.class.timetable.class))
    .map(({ class: of }) => {
      const present = { class: of, timetables: [of.timetable] }
      return classLessons(present, weeks, known.weeks.get(of.timetable.class) ?? [], now)
    })
}

async function countFor(db: HubDb, patience = Number.POSITIVE_INFINITY): Promise<Left | undefined> {
  const until = performance.now() + patience
  await countEvidence(db, { until: () => performance.now() >= until })
  return leftToCount(db)
}

function idsOf(classes: readonly TaughtClass[]): Set<ClassId> {
  return new Set(classes.map((of) => of.class.timetable.class))
}

const noWeeks = { slots: [], earlier: [], changes: [] }

/** All lessons that a class has had in any week. */
function weeksOf({ slots, earlier = [] }: Timetable): readonly Slot[] {
  return [...slots, ...earlier.flatMap((week) => week.slots)]
}

function reportedSchools({ schools, classes }: Roster, pairs: readonly Pair[]): School[] {
  const taught = new Set(
    classes.filter(({ timetable }) => weeksOf(timetable).some((slot) => slot.course)).map((one) => one.school),
  )
  const helped = new Set(pairs.map((pair) => pair.helped))
  return schools.filter((one) => one.sort === 'point' || helped.has(one.school) || taught.has(one.school))
}
