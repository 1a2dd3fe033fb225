import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { AssignmentId, ClassId, PersonId } from '../ids.ts'
import { classScope } from '../scope.ts'
import { homeworkSet } from './homework-set.ts'

/** The marked work goes back to the pupil; `correct`: with something to put right (订正). */
export const homeworkReturned = fact('homework.returned', {
  body: v.object({ class: ClassId, assignment: AssignmentId, pupil: PersonId, correct: v.boolean() }),
  scope: (b) => classScope(b.class),
  recordedBy: homeworkSet.recordedBy,
  seenBy: homeworkSet.seenBy,
  rows: (b) => [rowKey('work', b.class, b.assignment, b.pupil)],
  needs: (b) => [rowKey('member', b.class, b.pupil)],
  part: 'moves',
})
