import type { Day } from '../../core/facts/ids.ts'
import type { Coverage } from '../../core/reports/county-report.ts'
import { type Course, covered, isBelow } from '../../core/reports/coverage.ts'
import { type Curriculum, subjectIn, weeklyFor } from '../../core/reports/rules/curriculum.ts'
import { type ClassSums, isUnrecorded } from '../../core/reports/week-tally.ts'
import { type Calendar, lastDay, schoolWeekday } from '../../core/school/calendar.ts'
import { addDays, momentOf } from '../../core/school/day.ts'
import { weekOn } from '../../core/school/timetable.ts'
import type { ClassLessons } from './lessons.ts'
import type { ReportedClass } from './roster.ts'

/** A class and a subject against the curriculum. */
export interface ClassCourse extends Course {
  class: ReportedClass
  subject: string
}

/**
 * How many school days of a period are over, in weeks of five: what the curriculum asks for a week is due for those. Days
 * off are not due.
 */
export function weeksDue(calendars: readonly Calendar[], from: Day, to: Day, now: number): number {
  let days = 0
  for (const calendar of calendars) {
    const end = lastDay(calendar)
    for (let day = from < calendar.starts ? calendar.starts : from; day <= to && day <= end; day = addDays(day, 1)) {
      const weekday = schoolWeekday(calendar, day)
      if (weekday !== undefined && weekday <= 5 && momentOf(addDays(day, 1), '00:00') <= now) days += 1
    }
  }
  return days / 5
}

/** What became of a class's lessons in a subject, from afar or not. */
type Taught = Iterable<readonly [subject: string, of: { held: number; unknown: number }]>

/** Each subject that the curriculum asks of a class. @param weeks see `weeksDue` @param day whose timetable is told of */
export function coursesOf(
  of: ReportedClass,
  taught: Taught,
  curriculum: Curriculum,
  weeks: number,
  day: Day,
): ClassCourse[] {
  const bySubject = new Map<string, Course>()
  for (const [subject, weekly] of weeklyFor(curriculum, of.grades)) {
    bySubject.set(subject, { weekly, timetabled: 0, required: weekly * weeks, held: 0, unknown: 0 })
  }
  for (const slot of weekOn(of.timetable, day)) {
    const course = bySubject.get(subjectIn(curriculum, slot.subject))
    if (course) course.timetabled += slot.weeks === undefined ? 1 : 0.5
  }
  for (const [subject, { held, unknown }] of taught) {
    const course = bySubject.get(subjectIn(curriculum, subject))
    if (!course) continue
    course.held += held
    course.unknown += unknown
  }
  return [...bySubject].map(([subject, course]) => ({ class: of, subject, ...course }))
}

/** By subject, of lessons one by one. */
export function* taughtOf({ joint, own }: ClassLessons): Taught {
  for (const { lesson, verdict } of joint) {
    const unknown = verdict === 'unknown' || verdict === 'before'
    yield [lesson.subject, { held: verdict === 'held' ? 1 : 0, unknown: unknown ? 1 : 0 }]
  }
  for (const one of own) {
    yield [one.lesson.subject, { held: one.verdict === 'held' ? 1 : 0, unknown: isUnrecorded(one) ? 1 : 0 }]
  }
}

/** The same of what was summed. */
export function* taughtIn({ joint, own }: ClassSums): Taught {
  for (const [subject, { lessons, extraUnknown }] of joint)
    yield [subject, { held: lessons.held + lessons.extra, unknown: lessons.unknown + extraUnknown }]
  yield* own
}

/** All classes together, the subjects with lessons from afar first, then those that lack most. */
export function coverageOf(courses: readonly ClassCourse[], fromAfar: ReadonlySet<string>): Coverage[] {
  const subjects = new Map<string, Coverage>()
  for (const course of courses) {
    const { subject } = course
    const of = subjects.get(subject) ?? { required: 0, held: 0, unknown: 0, classes: 0, below: 0 }
    const { held, unknown } = covered(course)
    subjects.set(subject, {
      subject,
      fromAfar: fromAfar.has(subject),
      required: of.required + course.required,
      held: of.held + held,
      unknown: of.unknown + unknown,
      classes: of.classes + 1,
      below: of.below + (isBelow(course) ? 1 : 0),
    })
  }
  const lacks = ({ required, held, unknown }: Coverage) => (required === 0 ? 0 : (required - held - unknown) / required)
  const afar = (one: Coverage) => (one.fromAfar ? 0 : 1)
  return [...subjects.values()]
    .map((one) => ({ ...one, required: tenths(one.required), held: tenths(one.held), unknown: tenths(one.unknown) }))
    .sort((a, b) => afar(a) - afar(b) || lacks(b) - lacks(a) || (a.subject < b.subject ? -1 : 1))
}

export function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
