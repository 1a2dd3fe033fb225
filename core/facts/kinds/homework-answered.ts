import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { AssignmentId, ClassId, ErasedMark, PersonId, QuestionId } from '../ids.ts'
import { classScope } from '../scope.ts'

/** An answer as its question's type writes it: an option's number, several, a text, pairs. */
export const Answer = v.union([
  v.number(),
  v.boolean(),
  v.pipe(v.string(), v.maxLength(500)),
  v.pipe(v.array(v.union([v.number(), v.pipe(v.string(), v.maxLength(100))])), v.maxLength(40)),
])
export type Answer = v.InferOutput<typeof Answer>

/** Whether somebody wrote it in words of their own, as far as can be told. */
export function isWritten(answer: Answer): boolean {
  return [answer].flat().some((part) => typeof part === 'string')
}

/** One question answered, by one pupil or by several at one tablet. The latest one counts. */
export const homeworkAnswered = fact('homework.answered', {
  body: v.object({
    class: ClassId,
    assignment: AssignmentId,
    pupils: v.pipe(v.array(PersonId), v.minLength(1), v.maxLength(6)),
    question: QuestionId,
    answer: Answer,
    erased: ErasedMark,
  }),
  words: ['answer'],
  scope: (b) => classScope(b.class),
  recordedBy: [may('pupil', 'tablet')],
  seenBy: ['projector', 'tablet', 'own', 'studio'],
  rows: (b) => b.pupils.map((pupil) => rowKey('work', b.class, b.assignment, pupil)),
  needs: (b) => b.pupils.map((pupil) => rowKey('member', b.class, pupil)),
  part: 'content',
  pupils: (b) => b.pupils,
  erase: (b, since) => (b.pupils.every(since) && isWritten(b.answer) ? { ...b, answer: '' } : undefined),
})
