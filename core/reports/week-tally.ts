import type { Day } from '../facts/ids.ts'
import { addDays, weekdayOf } from '../school/day.ts'
import type { AttendanceFigures, LessonFigures } from './figures.ts'
import { type JudgedLesson, unheld, type Witness } from './lesson-verdict.ts'

/** Raised when a week is tallied otherwise. */
export const tallyVersion = 1

/**
 * What a class's lessons of a week came to, so short that a year of a county is summed at once. It follows from the rows
 * and the timetable, once the week is over, whatever is heard later: what was neither held nor called off is left open.
 */
export interface WeekTally {
  /** From afar, those outside the timetable by themselves. */
  joint: JointTally[]
  /** By subject, of what the school teaches itself: how many were held, and of how many nothing is known. */
  own: { [subject: string]: [held: number, unknown: number] }
  /** Who was there in a lesson from afar that was held: their ids in order, with spaces between. */
  reached: string
  /** When the last lesson from afar whose end has come ended, ms since 1970; 0 without one. */
  lastEnd: number
}

export interface JointTally extends AttendanceFigures {
  subject: string
  extra: boolean
  /** The weekday of each one that was held. */
  held: string
  cancelled: Record<string, number>
  /** Neither held nor called off: start and end, ms since 1970. */
  open: [start: number, end: number][]
  ahead: number
}

/** @param joint, own judged without a witness: what is open is `unknown` among them */
export function tallyOf(
  joint: readonly JudgedLesson[],
  own: readonly JudgedLesson[],
  reached: ReadonlySet<string>,
): WeekTally {
  const tally: WeekTally = { joint: [], own: {}, reached: [...reached].sort().join(' '), lastEnd: 0 }
  for (const { lesson, verdict, evidence, extra } of joint) {
    const of = jointTally(tally, lesson.subject, extra)
    if (verdict === 'ahead') {
      of.ahead += 1
      continue
    }
    tally.lastEnd = Math.max(tally.lastEnd, lesson.end)
    of.marked += evidence.register.marked
    of.there += evidence.register.there
    if (verdict === 'held') of.held += weekdayOf(lesson.day)
    else if (verdict === 'cancelled') addTo(of.cancelled, evidence.cancelled ?? '', 1)
    else of.open.push([lesson.start, lesson.end])
  }
  for (const one of own) {
    if (one.verdict === 'ahead') continue
    const [held, unknown] = tally.own[one.lesson.subject] ?? [0, 0]
    tally.own[one.lesson.subject] = [held + (one.verdict === 'held' ? 1 : 0), unknown + (isUnrecorded(one) ? 1 : 0)]
  }
  return tally
}

/** A school need not record what it teaches itself: that there is no word of such a lesson says nothing. */
export function isUnrecorded({ verdict, evidence }: JudgedLesson): boolean {
  return verdict !== 'ahead' && verdict !== 'held' && verdict !== 'cancelled' && !evidence.taught
}

function jointTally({ joint }: WeekTally, subject: string, extra: boolean): JointTally {
  const known = joint.find((one) => one.subject === subject && one.extra === extra)
  if (known) return known
  const fresh = { subject, extra, held: '', cancelled: {}, marked: 0, there: 0, open: [], ahead: 0 }
  joint.push(fresh)
  return fresh
}

/** The days of the week on which a lesson was held. */
export function heldDays(monday: Day, { held }: JointTally): Day[] {
  return [...held].map((weekday) => addDays(monday, Number(weekday) - 1))
}

/** A subject's lessons from afar. */
export interface SubjectSums {
  lessons: LessonFigures
  attendance: AttendanceFigures
  /** Outside the timetable, and not known to have been held or not. */
  extraUnknown: number
}

/** A class's weeks together. */
export interface ClassSums {
  joint: Map<string, SubjectSums>
  own: Map<string, { held: number; unknown: number }>
  /** Who was there in a lesson from afar that was held. */
  reached: Set<string>
  /** Some lesson is unknown and may still be heard of. */
  awaited: boolean
  /** See `WeekTally`. */
  lastEnd: number
}

/** @param weeks each with the witness that decides what is open */
export function sumWeeks(weeks: Iterable<{ tally: WeekTally; witness: Witness | undefined }>): ClassSums {
  const sums: ClassSums = { joint: new Map(), own: new Map(), reached: new Set(), awaited: false, lastEnd: 0 }
  let lastReached = ''
  for (const { tally, witness } of weeks) {
    for (const one of tally.joint) addJoint(sums, one, witness)
    for (const [subject, [held, unknown]] of Object.entries(tally.own)) {
      const of = sums.own.get(subject) ?? { held: 0, unknown: 0 }
      sums.own.set(subject, { held: of.held + held, unknown: of.unknown + unknown })
    }
    sums.lastEnd = Math.max(sums.lastEnd, tally.lastEnd)
    // Mostly the same children as in the week before.
    if (tally.reached === lastReached) continue
    lastReached = tally.reached
    for (const pupil of tally.reached.split(' ')) if (pupil !== '') sums.reached.add(pupil)
  }
  return sums
}

function addJoint(sums: ClassSums, of: JointTally, witness: Witness | undefined): void {
  let sum = sums.joint.get(of.subject)
  if (!sum) {
    sum = { lessons: noLessons(), attendance: { marked: 0, there: 0 }, extraUnknown: 0 }
    sums.joint.set(of.subject, sum)
  }
  sum.attendance.marked += of.marked
  sum.attendance.there += of.there
  let [missed, unknown] = [0, 0]
  for (const [start, end] of of.open) {
    const verdict = unheld({ start, end }, witness)
    if (verdict === 'missed') missed += 1
    else unknown += 1
    if (verdict === 'unknown') sums.awaited = true
  }
  const { lessons } = sum
  if (of.extra) {
    lessons.extra += of.held.length
    sum.extraUnknown += unknown
    return
  }
  const cancelled = Object.entries(of.cancelled)
  for (const [reason, count] of cancelled) addTo(lessons.reasons, reason, count)
  const called = cancelled.reduce((all, [, count]) => all + count, 0)
  lessons.held += of.held.length
  lessons.cancelled += called
  lessons.missed += missed
  lessons.unknown += unknown
  lessons.ahead += of.ahead
  lessons.planned += of.held.length + called + missed + unknown
}

function noLessons(): LessonFigures {
  return { planned: 0, held: 0, cancelled: 0, missed: 0, unknown: 0, ahead: 0, reasons: {}, extra: 0 }
}

/** Figures of lessons together. */
export function sumLessons(all: Iterable<LessonFigures>): LessonFigures {
  const sum = noLessons()
  for (const { reasons, ...counts } of all) {
    for (const [name, count] of Object.entries(counts)) sum[name as keyof typeof counts] += count
    for (const [reason, count] of Object.entries(reasons)) addTo(sum.reasons, reason, count)
  }
  return sum
}

export function sumAttendance(all: Iterable<AttendanceFigures>): AttendanceFigures {
  const sum = { marked: 0, there: 0 }
  for (const { marked, there } of all) {
    sum.marked += marked
    sum.there += there
  }
  return sum
}

function addTo(counts: Record<string, number>, name: string, count: number): void {
  counts[name] = (counts[name] ?? 0) + count
}
