import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, QuestionId, Title } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { pageShown } from './page-shown.ts'

/** How a question in class is answered: an option's number, true or false, a number, a word, a photo, a drawing. */
export const Asked = v.variant('kind', [
  v.object({ kind: v.literal('choice'), options: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(8)) }),
  v.object({ kind: v.picklist(['truth', 'number', 'word', 'photo', 'drawing']) }),
])
export type Asked = v.InferOutput<typeof Asked>

/** The host asks everybody in the room. `words` say what, where it does not stand on the page or is only spoken. */
export const questionOpened = fact('question.opened', {
  body: v.object({ room: LessonId, question: QuestionId, asked: Asked, words: v.optional(Title) }),
  words: ['words'],
  scope: (b) => liveScope(b.room),
  recordedBy: pageShown.recordedBy,
  seenBy: ['projector', 'tablet', 'own', 'studio'],
  rows: (b) => [rowKey('asked', b.room, b.question)],
  needs: (b) => [rowKey('room', b.room)],
})
