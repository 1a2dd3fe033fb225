import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, lessonClass } from '../ids.ts'
import { classScope } from '../scope.ts'
import { lessonOpened } from './lesson-opened.ts'

/**
 * How a classroom received a live lesson: from when on the room's clock, ms, and for how many seconds on each rung of the ladder, one behind the
 * other; 0 is without a line. It tells nothing of who was there. Several of a lesson follow each other.
 */
export const lessonFollowed = fact('lesson.followed', {
  body: v.object({
    lesson: LessonId,
    from: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    spells: v.pipe(
      v.array(
        v.object({
          rung: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5)),
          s: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_000)),
        }),
      ),
      v.minLength(1),
      v.maxLength(60),
    ),
  }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: lessonOpened.recordedBy,
  seenBy: [],
  rows: (b) => [rowKey('followed', b.lesson)],
  needs: (b) => [rowKey('room', b.lesson)],
})
