import type { ClassId, Day, LessonId } from '../../core/facts/ids.ts'
import { lessonDay } from '../../core/facts/ids.ts'
import type { SeenLesson, WeekEvidence } from '../../core/reports/evidence.ts'
import { type JudgedLesson, judgeLesson, type LessonEvidence, nothingKnown } from '../../core/reports/lesson-verdict.ts'
import { lastDay } from '../../core/school/calendar.ts'
import { daysBetween, momentOf } from '../../core/school/day.ts'
import { type Lesson, lessonsFrom, type Timetable } from '../../core/school/timetable.ts'
import type { ReportedClass } from './roster.ts'

/** The lessons of a class in the days of a report, and who was there. */
export interface ClassLessons {
  class: ReportedClass
  /** Taught by a helping school, and those outside the timetable: what most figures are about. */
  joint: JudgedLesson[]
  /** What the school teaches itself. */
  own: JudgedLesson[]
  weeks: readonly WeekEvidence[]
}

/**
 * The lessons that a class had from one day to another, judged by what is known of each.
 *
 * @param timetables one a term, in order
 */
export function classLessons(
  of: ReportedClass,
  timetables: readonly Timetable[],
  weeks: readonly WeekEvidence[],
  days: { from: Day; to: Day; now: number },
): ClassLessons {
  const seen = new Map(weeks.flatMap((week) => Object.entries(week.lessons)))
  const judge = (lesson: Lesson, extra = false) =>
    judgeLesson(lesson, told(seen.get(lesson.lesson)), of.witness, days.now, extra)
  const joint: JudgedLesson[] = []
  const own: JudgedLesson[] = []
  for (const lesson of timetables.flatMap((one) => between(one, days.from, days.to))) {
    if (lesson.course === undefined) own.push(judge(lesson))
    else joint.push(judge(lesson))
  }
  for (const [id, { added }] of seen) {
    const lesson = added && outside(of.timetable.class, id as LessonId, added) // a lesson's evidence stands under its id
    if (lesson && lesson.day >= days.from && lesson.day <= days.to) joint.push(judge(lesson, true))
  }
  return { class: of, joint, own, weeks }
}

function between(timetable: Timetable, from: Day, to: Day): Lesson[] {
  const { starts } = timetable.calendar
  const first = from < starts ? starts : from
  const end = lastDay(timetable.calendar)
  const last = to > end ? end : to
  return first > last ? [] : lessonsFrom(timetable, first, daysBetween(first, last) + 1)
}

function told(seen: SeenLesson | undefined): LessonEvidence {
  if (!seen) return nothingKnown
  const { taught, marks = '', cancelled } = seen
  const there = count(marks, '1')
  return {
    register: { marked: there + count(marks, '0'), there },
    ...(taught && { taught }),
    ...(cancelled !== undefined && { cancelled }),
  }
}

function count(marks: string, sign: string): number {
  let found = 0
  for (let n = 0; n < marks.length; n++) if (marks[n] === sign) found += 1
  return found
}

function outside(classId: ClassId, lesson: LessonId, added: NonNullable<SeenLesson['added']>): Lesson {
  const day = lessonDay(lesson)
  const start = momentOf(day, added.start)
  const end = start + added.minutes * 60_000
  return { lesson, class: classId, day, period: 0, start, end, subject: added.subject }
}

/** Everybody who was there in one of these lessons that was held. */
export function reached({ joint, weeks }: ClassLessons, pupils: Set<string>): void {
  const held = new Set(joint.filter((one) => one.verdict === 'held').map(({ lesson }) => lesson.lesson as string))
  for (const week of weeks) {
    for (const [id, { marks = '' }] of Object.entries(week.lessons)) {
      if (!held.has(id)) continue
      for (let n = 0; n < marks.length; n++) if (marks[n] === '1') pupils.add(week.pupils[n] ?? '')
    }
  }
}
