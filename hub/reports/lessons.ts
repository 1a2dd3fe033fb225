import type { ClassId, LessonId } from '../../core/facts/ids.ts'
import { lessonDay } from '../../core/facts/ids.ts'
import type { SeenLesson, WeekEvidence } from '../../core/reports/evidence.ts'
import {
  type JudgedLesson,
  judgeLesson,
  type LessonEvidence,
  nothingKnown,
  type Witness,
} from '../../core/reports/lesson-verdict.ts'
import { momentOf } from '../../core/school/day.ts'
import { type Lesson, lessonsOfDays, type Timetable } from '../../core/school/timetable.ts'
import type { CountedWeek } from './evidence.ts'
import type { ReportedClass } from './roster.ts'
import type { Week } from './weeks.ts'

/** A class, with its timetable by each of a report's calendars. */
export interface TaughtClass {
  class: ReportedClass
  timetables: readonly Timetable[]
}

/** The lessons of a class in the days of a report. */
export interface ClassLessons {
  class: ReportedClass
  /** Taught by a helping school, and those outside the timetable: what most figures are about. */
  joint: JudgedLesson[]
  /** What the school teaches itself. */
  own: JudgedLesson[]
}

/** The lessons that a class had in these weeks, judged by what is known of each. @param now ms since 1970 */
export function classLessons(
  of: TaughtClass,
  weeks: readonly Week[],
  counted: readonly CountedWeek[],
  now: number,
): ClassLessons {
  const byMonday = new Map(counted.map((one) => [one.monday, one]))
  const judged = weeks.map((week) => {
    const known = byMonday.get(week.monday)
    return judgeWeek(of, week, known?.evidence, witnessFor(of.class, known?.stale), now)
  })
  return { class: of.class, joint: judged.flatMap((one) => one.joint), own: judged.flatMap((one) => one.own) }
}

/** Who can tell that there was no lesson: nobody, as long as not all is counted. */
export function witnessFor({ witness }: ReportedClass, stale = false): Witness | undefined {
  return stale && witness ? { ...witness, heard: undefined } : witness
}

export function judgeWeek(
  of: TaughtClass,
  week: Week,
  evidence: WeekEvidence | undefined,
  witness: Witness | undefined,
  now: number,
): Omit<ClassLessons, 'class'> {
  const joint: JudgedLesson[] = []
  const own: JudgedLesson[] = []
  const judge = (lesson: Lesson, extra: boolean) =>
    judgeLesson(lesson, told(evidence?.lessons[lesson.lesson]), witness, now, extra)
  for (const [n, timetable] of of.timetables.entries()) {
    for (const lesson of lessonsOfDays(timetable, week.days[n] ?? [])) {
      if (lesson.course === undefined) own.push(judge(lesson, false))
      else joint.push(judge(lesson, false))
    }
  }
  for (const [id, { added }] of Object.entries(evidence?.lessons ?? {})) {
    const lesson = added && outside(of.class.timetable.class, id as LessonId, added) // a lesson's evidence stands under its id
    if (lesson && lesson.day >= week.from && lesson.day <= week.to) joint.push(judge(lesson, true))
  }
  return { joint, own }
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
export function reached(joint: readonly JudgedLesson[], evidence: WeekEvidence | undefined): Set<string> {
  const pupils = new Set<string>()
  for (const { lesson, verdict } of joint) {
    const marks = evidence?.lessons[lesson.lesson]?.marks ?? ''
    if (verdict !== 'held') continue
    for (let n = 0; n < marks.length; n++) if (marks[n] === '1') pupils.add(evidence?.pupils[n] ?? '')
  }
  return pupils
}
