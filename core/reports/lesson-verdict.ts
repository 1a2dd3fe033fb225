import { isHeld } from '../lesson/held.ts'
import type { TaughtLesson } from '../rows/lesson.ts'
import type { Lesson } from '../school/timetable.ts'
import type { AttendanceFigures, LessonFigures } from './county-report.ts'

/** What the rows tell of a planned lesson. */
export interface LessonEvidence {
  taught?: TaughtLesson
  register: AttendanceFigures
}

/** `before`: no device was there yet that could have told. Figures count it as unknown, and nobody need wait for it. */
export type LessonVerdict = 'held' | 'missed' | 'unknown' | 'before' | 'ahead'

/** When devices that could have recorded a class's lessons were there, ms since 1970. */
export interface Witness {
  /** Since the first of them was enrolled. */
  since: number
  /** Up to the last word of one that still counts. */
  heard: number | undefined
}

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
 * @param witness `undefined` if there never was a device; @param now ms since 1970
 */
export function judgeLesson(
  lesson: Lesson,
  { taught, register }: LessonEvidence,
  witness: Witness | undefined,
  now: number,
): JudgedLesson {
  const planned = (lesson.end - lesson.start) / 60_000
  const held = taught !== undefined && isHeld(taught, planned, register.marked)
  return { lesson, verdict: lesson.end > now ? 'ahead' : held ? 'held' : notHeld(lesson, witness), register }
}

function notHeld(lesson: Lesson, witness: Witness | undefined): LessonVerdict {
  if (!witness) return 'unknown'
  if (lesson.start < witness.since) return 'before'
  return witness.heard !== undefined && witness.heard >= lesson.end ? 'missed' : 'unknown'
}

export function lessonFigures(judged: readonly JudgedLesson[]): LessonFigures {
  const count = (verdict: LessonVerdict) => judged.filter((one) => one.verdict === verdict).length
  const [held, missed, unknown] = [count('held'), count('missed'), count('unknown') + count('before')]
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
