import * as v from 'valibot'
import { AssignmentId } from '../../../core/facts/ids.ts'
import { homeworkSet } from '../../../core/facts/kinds/homework-set.ts'
import { here, record } from '../../here/here.ts'

export type NewAssignment = Omit<v.InferOutput<typeof homeworkSet.body>, 'assignment'>

/** 布置作业. @returns the new assignment's id @throws NotAllowed; DOMException for a full disk */
export async function setHomework(homework: NewAssignment): Promise<AssignmentId> {
  const assignment = v.parse(AssignmentId, here().store.random())
  await record(homeworkSet({ ...homework, assignment }))
  return assignment
}
