import { type LessonId, lessonDay, type PersonId } from '../facts/ids.ts'
import { type CancelReason, lessonCancelled } from '../facts/kinds/lesson-cancelled.ts'
import { addDays } from '../school/day.ts'
import { bodyOf } from './reading.ts'
import { rowPart } from './row-key.ts'
import { table } from './table.ts'

/** `cancelled/LESSON`: a lesson that does not take place. There is no row of one that does. */
export interface CancelledLesson {
  reason: CancelReason
  words?: string
  /** Who said so last; '' for the office. */
  by: PersonId | ''
  /** Effective time, ms since 1970. */
  at: number
}

export const cancelledLessons = table<CancelledLesson>({
  name: 'cancelled',
  version: 1,
  reduce(facts) {
    const last = facts[facts.length - 1]
    const body = bodyOf(lessonCancelled, last)
    if (!last || !body) return undefined
    return { reason: body.reason, by: last.by, at: last.eff, ...(body.words && { words: body.words }) }
  },
  neededUntil: (_, key) => addDays(lessonDay(rowPart(key, 0) as LessonId), 14), // the row's key begins with it
})
