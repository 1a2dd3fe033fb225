import type { QuestionId } from '../../../core/facts/ids.ts'
import { type Answer, homeworkAnswered } from '../../../core/facts/kinds/homework-answered.ts'
import { homeworkHanded } from '../../../core/facts/kinds/homework-handed.ts'
import type { Assignment } from '../../../core/rows/assignment.ts'
import { record } from '../../here/here.ts'
import { who } from '../../who/who.ts'

/** Records an answer of the pupil, or pupils, at this tablet. @throws NotAllowed; DOMException for a full disk */
export async function answer(assignment: Assignment, question: QuestionId, given: Answer): Promise<void> {
  await record(homeworkAnswered({ ...of(assignment), question, answer: given }))
}

/** 交作业; on 订正 once more. Throws as `answer`. */
export async function handIn(assignment: Assignment): Promise<void> {
  await record(homeworkHanded(of(assignment)))
}

function of(assignment: Assignment) {
  return { class: assignment.class, assignment: assignment.assignment, pupils: [...who.getState().pupils] }
}
