import type { Day } from '../../core/facts/ids.ts'
import type { Coverage } from '../../core/reports/county-report.ts'
import { type Course, covered, isBelow } from '../../core/reports/coverage.ts'
import { type Curriculum, subjectIn, weeklyFor } from '../../core/reports/rules/curriculum.ts'
import { lastDay, schoolWeekday } from '../../core/school/calendar.ts'
import { addDays, momentOf } from '../../core/school/day.ts'
import type { Timetable } from '../../core/school/timetable.ts'
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
export function weeksDue(timetables: readonly Pick<Timetable, 'calendar'>[], from: Day, to: Day, now: number): number {
  let days = 0
  for (const { calendar } of timetables) {
    const end = lastDay(calendar)
    for (let day = from < calendar.starts ? calendar.starts : from; day <= to && day <= end; day = addDays(day, 1)) {
      const weekday = schoolWeekday(calendar, day)
      if (weekday !== undefined && weekday <= 5 && momentOf(addDays(day, 1), '00:00') <= now) days += 1
    }
  }
  return days / 5
}

/** Each subject that the curriculum asks of a class. @param weeks see `weeksDue` */
export function coursesOf(of: ClassLessons, curriculum: Curriculum, weeks: number): ClassCourse[] {
  const bySubject = new Map<string, Course>()
  for (const [subject, weekly] of weeklyFor(curriculum, of.class.grades)) {
    bySubject.set(subject, { weekly, timetabled: 0, required: weekly * weeks, held: 0, unknown: 0 })
  }
  for (const slot of of.class.timetable.slots) {
    const course = bySubject.get(subjectIn(curriculum, slot.subject))
    if (course) course.timetabled += slot.weeks === undefined ? 1 : 0.5
  }
  for (const { lesson, verdict } of of.joint) {
    const course = bySubject.get(subjectIn(curriculum, lesson.subject))
    if (course && verdict === 'held') course.held += 1
    if (course && (verdict === 'unknown' || verdict === 'before')) course.unknown += 1
  }
  // A school need not record what it teaches itself: that there is no word of it says nothing.
  for (const { lesson, verdict, evidence } of of.own) {
    const course = bySubject.get(subjectIn(curriculum, lesson.subject))
    if (!course || verdict === 'ahead') continue
    if (verdict === 'held') course.held += 1
    else if (verdict !== 'cancelled' && !evidence.taught) course.unknown += 1
  }
  return [...bySubject].map(([subject, course]) => ({ class: of.class, subject, ...course }))
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
