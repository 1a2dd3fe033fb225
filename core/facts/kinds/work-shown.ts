import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, lessonClass, QuestionId } from '../ids.ts'
import { blobsIn, Pictured } from '../pictured.ts'
import { classScope } from '../scope.ts'
import { lessonOpened } from './lesson-opened.ts'

/**
 * A classroom shows the host a piece of work: paper or handwork, never who made it. With `question` it answers one, where pupils have no
 * tablets. It names nobody, and stays in the class, of which the host's studio is one place.
 */
export const workShown = fact('work.shown', {
  body: v.object({ lesson: LessonId, question: v.optional(QuestionId), picture: Pictured }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: lessonOpened.recordedBy,
  seenBy: lessonOpened.seenBy,
  rows: (b) => [rowKey('showing', b.lesson, b.picture.blob, ...(b.question ? [b.question] : []))],
  needs: (b) => [rowKey('room', b.lesson)],
  blobs: (b) => blobsIn(b.picture),
})
