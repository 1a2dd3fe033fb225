import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { AssignmentId, ClassId, PersonId } from '../ids.ts'
import { classScope } from '../scope.ts'
import { homeworkPhotographed } from './homework-photographed.ts'

/** 交作业. After it was returned, handing in again is the correction (订正). */
export const homeworkHanded = fact('homework.handed', {
  body: v.object({
    class: ClassId,
    assignment: AssignmentId,
    pupils: v.pipe(v.array(PersonId), v.minLength(1), v.maxLength(6)),
  }),
  scope: (b) => classScope(b.class),
  recordedBy: homeworkPhotographed.recordedBy,
  seenBy: homeworkPhotographed.seenBy,
  rows: (b) => b.pupils.map((pupil) => rowKey('work', b.class, b.assignment, pupil)),
  needs: (b) => b.pupils.map((pupil) => rowKey('member', b.class, pupil)),
  part: 'moves',
  pupils: (b) => b.pupils,
})
