import { isHeld } from '../lesson/held.ts'
import type { TaughtLesson } from '../rows/lesson.ts'
import type { Lesson } from '../school/timetable.ts'
import type { AttendanceFigures, LessonFigures } from './figures.ts'
import type { Verdict } from './rows-behind.ts'

/** What the rows tell of a lesson. */
export interface LessonEvidence {
  taught?: Pick<TaughtLesson, 'opened' | 'latest'>
  register: AttendanceFigures
  /** It was called off, and why. */
  cancelled?: string
}

/** When devices that could have recorded a class's lessons were there, ms since 1970. */
export interface Witness {
  /** Since the first of them was enrolled. */
  since: number
  /** Up to the last word of one that still counts. */
  heard: number | undefined
}

/** A lesson with what is known of it. `before` among the verdicts counts as unknown, and nobody need wait for it. */
export interface JudgedLesson {
  lesson: Lesson
  verdict: Verdict
  evidence: LessonEvidence
  /** It is in no timetable. */
  extra: boolean
}

export const nothingKnown: LessonEvidence = { register: { marked: 0, there: 0 } }

/**
 * Whether a lesson was held, as far as that can be known. What was not heard of is not held against a school:
 * the lesson is `unknown` until one of its devices has been heard after the lesson's end. One that was called off and held
 * all the same was held.
 *
 * @param witness `undefined` if there never was a device; @param now ms since 1970
 */
export function judgeLesson(
  lesson: Lesson,
  evidence: LessonEvidence,
  witness: Witness | undefined,
  now: number,
  extra = false,
): JudgedLesson {
  const { taught, register } = evidence
  const planned = (lesson.end - lesson.start) / 60_000
  const held = taught !== undefined && isHeld(taught, planned, register.marked)
  const notHeld = evidence.cancelled === undefined ? unheld(lesson, witness) : 'cancelled'
  return { lesson, verdict: lesson.end > now ? 'ahead' : held ? 'held' : notHeld, evidence, extra }
}

/** What a lesson is that was neither held nor called off, and whose end has come. */
export function unheld(
  lesson: Pick<Lesson, 'start' | 'end'>,
  witness: Witness | undefined,
): 'unknown' | 'before' | 'missed' {
  if (!witness) return 'unknown'
  if (lesson.start < witness.since) return 'before'
  return witness.heard !== undefined && witness.heard >= lesson.end ? 'missed' : 'unknown'
}

export function lessonFigures(judged: readonly JudgedLesson[]): LessonFigures {
  const counts: Record<Verdict, number> = { held: 0, cancelled: 0, missed: 0, unknown: 0, before: 0, ahead: 0 }
  const reasons: Record<string, number> = {}
  let extra = 0
  for (const one of judged) {
    if (one.extra) {
      if (one.verdict === 'held') extra += 1
      continue
    }
    counts[one.verdict] += 1
    const reason = one.verdict === 'cancelled' ? one.evidence.cancelled : undefined
    if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  const { held, cancelled, missed, ahead } = counts
  const unknown = counts.unknown + counts.before
  return { planned: held + cancelled + missed + unknown, held, cancelled, missed, unknown, ahead, reasons, extra }
}

/** The registers of lessons whose end has come, together. */
export function attendanceFigures(judged: readonly JudgedLesson[]): AttendanceFigures {
  let [marked, there] = [0, 0]
  for (const { verdict, evidence } of judged) {
    if (verdict === 'ahead') continue
    marked += evidence.register.marked
    there += evidence.register.there
  }
  return { marked, there }
}
