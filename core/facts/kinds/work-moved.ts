import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { AssignmentId, ClassId, PersonId } from '../ids.ts'
import { classScope } from '../scope.ts'
import { homeworkSet } from './homework-set.ts'

/**
 * Work that was done under the wrong child is another's: all that was recorded of it up to now counts for `to`, whenever it
 * arrives. What is recorded for `from` afterwards is theirs. Moving it back undoes it.
 */
export const workMoved = fact('work.moved', {
  body: v.pipe(
    v.object({ class: ClassId, assignment: AssignmentId, from: PersonId, to: PersonId }),
    v.check(({ from, to }) => from !== to, 'is from one to another'),
  ),
  scope: (b) => classScope(b.class),
  recordedBy: homeworkSet.recordedBy,
  seenBy: homeworkSet.seenBy,
  rows: (b) => [rowKey('work', b.class, b.assignment, b.from), rowKey('work', b.class, b.assignment, b.to)],
  needs: (b) => [rowKey('member', b.class, b.from), rowKey('member', b.class, b.to)],
  part: 'moves',
})
