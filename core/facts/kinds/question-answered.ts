import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { ErasedMark, LessonId, lessonClass, PersonId, QuestionId } from '../ids.ts'
import { blobsIn, Pictured } from '../pictured.ts'
import { classScope } from '../scope.ts'

/** An option's number from 0, true or false, a number, a word; a photo or a drawing. */
export const Response = v.variant('kind', [
  v.object({ kind: v.literal('choice'), option: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7)) }),
  v.object({ kind: v.literal('truth'), is: v.boolean() }),
  v.object({ kind: v.literal('number'), number: v.pipe(v.number(), v.finite()) }),
  v.object({ kind: v.literal('word'), word: v.pipe(v.string(), v.maxLength(100)) }),
  Pictured,
])
export type Response = v.InferOutput<typeof Response>

/** A pupil's answer to a question in class; the latest one counts. It stays in the class, of which the host's studio is one place. */
export const questionAnswered = fact('question.answered', {
  body: v.object({
    lesson: LessonId,
    question: QuestionId,
    pupil: PersonId,
    answer: Response,
    erased: ErasedMark,
  }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: [may('pupil', 'tablet'), may('assistant', 'projector', 'own'), may('teacher', 'projector', 'own')],
  seenBy: ['projector', 'tablet', 'own', 'studio'],
  rows: (b) => [rowKey('response', b.lesson, b.question, b.pupil)],
  needs: (b) => [rowKey('member', lessonClass(b.lesson), b.pupil)],
  pupils: (b) => [b.pupil],
  blobs: (b) => ('blob' in b.answer && b.erased === undefined ? blobsIn(b.answer) : []),
  erase: (b, since) =>
    since(b.pupil) && ('word' in b.answer || 'blob' in b.answer)
      ? { ...b, answer: { kind: 'word', word: '' } }
      : undefined,
})
