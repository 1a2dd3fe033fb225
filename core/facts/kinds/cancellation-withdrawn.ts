import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, lessonClass } from '../ids.ts'
import { classScope } from '../scope.ts'
import { lessonCancelled } from './lesson-cancelled.ts'

/** A lesson that was cancelled takes place after all. */
export const cancellationWithdrawn = fact('cancellation.withdrawn', {
  body: v.object({ lesson: LessonId }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: lessonCancelled.recordedBy,
  seenBy: lessonCancelled.seenBy,
  rows: (b) => [rowKey('cancelled', b.lesson)],
  needs: (b) => [rowKey('class', lessonClass(b.lesson))],
})
