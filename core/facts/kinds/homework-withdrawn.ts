import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { AssignmentId, ClassId } from '../ids.ts'
import { classScope } from '../scope.ts'
import { homeworkSet } from './homework-set.ts'

/** Set by mistake: pupils no longer see it, what was handed in stays. */
export const homeworkWithdrawn = fact('homework.withdrawn', {
  body: v.object({ class: ClassId, assignment: AssignmentId }),
  scope: (b) => classScope(b.class),
  recordedBy: homeworkSet.recordedBy,
  seenBy: homeworkSet.seenBy,
  rows: (b) => [rowKey('assignment', b.class, b.assignment)],
  needs: (b) => [rowKey('assignment', b.class, b.assignment)],
})
