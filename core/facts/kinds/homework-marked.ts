import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { AssignmentId, ClassId, ErasedMark, FactName, PersonId, QuestionId, Words } from '../ids.ts'
import { classScope } from '../scope.ts'
import { homeworkSet } from './homework-set.ts'

export const Grade = v.picklist(['excellent', 'good', 'pass', 'again'])
export type Grade = v.InferOutput<typeof Grade>

/**
 * A teacher looked at a pupil's work and says so: the grade (优 良 达标 再做), a word, and the questions that were
 * wrong in the teacher's eyes, whatever the machine thought. It is returned by `homework.returned`.
 */
export const homeworkMarked = fact('homework.marked', {
  body: v.object({
    class: ClassId,
    assignment: AssignmentId,
    pupil: PersonId,
    grade: Grade,
    words: v.optional(Words),
    wrong: v.pipe(v.array(QuestionId), v.maxLength(60)),
    over: v.optional(v.pipe(v.array(FactName), v.maxLength(20))),
    erased: ErasedMark,
  }),
  words: ['words'],
  scope: (b) => classScope(b.class),
  recordedBy: homeworkSet.recordedBy,
  seenBy: homeworkSet.seenBy,
  rows: (b) => [rowKey('work', b.class, b.assignment, b.pupil)],
  needs: (b) => [rowKey('member', b.class, b.pupil)],
  part: 'content',
  erase({ words, ...b }, since) {
    return since(b.pupil) && words !== undefined ? b : undefined
  },
})
