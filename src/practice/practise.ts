import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import type { Answer } from '../../core/facts/kinds/homework-answered.ts'
import { practiceAnswered } from '../../core/facts/kinds/practice-answered.ts'
import { scoreAnswer } from '../../core/resources/kinds/quiz/score.ts'
import { record } from '../here/here.ts'
import type { Planned } from './plan.ts'

/** Records what was practised, and whether it was right. @throws NotAllowed; DOMException for a full disk */
export async function practise(classId: ClassId, pupil: PersonId, planned: Planned, answer: Answer): Promise<void> {
  const { package: packageId, question } = planned
  const right = scoreAnswer(question, answer).right === true
  await record(practiceAnswered({ class: classId, pupil, package: packageId, question: question.id, answer, right }))
}
