import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { ClassId, ErasedMark, PackageId, PersonId, QuestionId } from '../ids.ts'
import { classScope } from '../scope.ts'
import { Answer, isWritten } from './homework-answered.ts'

/** A question practised, and whether the machine found it right. Nobody marks it. */
export const practiceAnswered = fact('practice.answered', {
  body: v.object({
    class: ClassId,
    pupil: PersonId,
    package: PackageId,
    question: QuestionId,
    answer: Answer,
    right: v.boolean(),
    erased: ErasedMark,
  }),
  words: ['answer'],
  scope: (b) => classScope(b.class),
  recordedBy: [may('pupil', 'tablet')],
  seenBy: ['tablet', 'own', 'studio'],
  rows: (b) => [rowKey('practice', b.class, b.pupil, b.package)],
  needs: (b) => [rowKey('member', b.class, b.pupil)],
  pupils: (b) => [b.pupil],
  erase: (b, since) => (since(b.pupil) && isWritten(b.answer) ? { ...b, answer: '' } : undefined),
})
