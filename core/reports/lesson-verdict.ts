import { isHeld } from '../lesson/held.ts'
import type { TaughtLesson } from '../rows/lesson.ts'
import type { Lesson } from '../school/timetable.ts'
import type { AttendanceFigures, LessonFigures } from './county-report.ts'

/** What the rows tell of a planned lesson. */
export interface LessonEvidence {
  taught?: TaughtLesson
  register: AttendanceFigures
}

export type LessonVerdict = 'held' | 'missed' | 'unknown' | 'ahead'

/** A planned lesson with what is known of it. */
export interface JudgedLesson {
  lesson: Lesson
  verdict: LessonVerdict
  register: AttendanceFigures
}

/**
 * Whether a planned lesson was held, as far as that can be known. What was not heard of is not held against a school:
 * the lesson is `unknown` until one of its devices has been heard after the lesson's end.
 *
 * @param heard the last word of a device that could have recorded the lesson; @param now both ms since 1970
 */
export function judgeLesson(
  lesson: Lesson,
  { taught, register }: LessonEvidence,
  heard: number | undefined,
  now: number,
): JudgedLesson {
  const planned = (lesson.end - lesson.start) / 60_000
  const verdict =
    lesson.end > now
      ? 'ahead'
      : taught && isHeld(taught, planned, register.marked)
        ? 'held'
        : heard !== undefined && heard >= lesson.end
          ? 'missed'
          : 'unknown'
  return { lesson, verdict, register }
}

export function lessonFigures(judged: readonly JudgedLesson[]): LessonFigures {
  const count = (verdict: LessonVerdict) => judged.filter((one) => one.verdict === verdict).length
  const [held, missed, unknown] = [count('held'), count('missed'), count('unknown')]
  return { planned: held + missed + unknown, held, missed, unknown, ahead: count('ahead') }
}

/** The registers of lessons whose end has come, together. */
export function attendanceFigures(judged: readonly JudgedLesson[]): AttendanceFigures {
  const due = judged.filter((one) => one.verdict !== 'ahead')
  return {
    marked: due.reduce((sum, { register }) => sum + register.marked, 0),
    there: due.reduce((sum, { register }) => sum + register.there, 0),
  }
}
