import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, QuestionId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { questionOpened } from './question-opened.ts'

/** The host asks no more. Answers that were on their way still count. */
export const questionClosed = fact('question.closed', {
  body: v.object({ room: LessonId, question: QuestionId }),
  scope: (b) => liveScope(b.room),
  recordedBy: questionOpened.recordedBy,
  seenBy: questionOpened.seenBy,
  rows: (b) => [rowKey('asked', b.room, b.question)],
  needs: (b) => [rowKey('room', b.room)],
})
