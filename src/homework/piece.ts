import type { Day, QuestionId } from '../../core/facts/ids.ts'
import type { Answer } from '../../core/facts/kinds/homework-answered.ts'
import type { Question } from '../../core/resources/kinds/quiz/quiz.ts'
import type { Assignment } from '../../core/rows/assignment.ts'
import { isEmptied, type Work } from '../../core/rows/work.ts'
import { dayOf } from '../../core/school/day.ts'

/**
 * Where one pupil's piece stands, for a teacher. to-come: nothing here yet, and it is not due. doing: begun, not handed
 * in. not-done: it is past its day and the classroom has been heard since, so there was none. not-heard: past its day,
 * but what the classroom recorded since has not arrived, so nobody can say.
 */
export type PieceState = 'to-come' | 'not-done' | 'not-heard' | Work['state']

/** @param heard up to when the classroom's records are here (ms since 1970); undefined: nothing was ever heard */
export function pieceState(work: Work | undefined, due: Day, today: Day, heard: number | undefined): PieceState {
  if (work && !isEmptied(work)) return work.state
  if (today <= due) return 'to-come'
  return heard !== undefined && dayOf(heard) > due ? 'not-done' : 'not-heard'
}

/** The questions that a pupil has to do now, in the assignment's order: all, or on 订正 those that were wrong. */
export function questionsToDo(assignment: Pick<Assignment, 'questions'>, work: Work | undefined): QuestionId[] {
  const wrong = work?.state === 'correcting' ? (work.mark?.wrong ?? []) : []
  const again = assignment.questions.filter((question) => wrong.includes(question))
  return again.length > 0 ? again : assignment.questions
}

/** Whether a question is done in this round: answered in full, or photographed; on 订正 since the work came back. */
export function isDone(question: Question, work: Work | undefined): boolean {
  if (!work) return false
  if (work.state === 'correcting') return work.redone.includes(question.id) && isAnswered(question, work)
  return isAnswered(question, work)
}

function isAnswered(question: Question, work: Work): boolean {
  const from = work.state === 'correcting' ? work.rounds : 0
  if (work.photos.some((photo) => photo.question === question.id && photo.round >= from)) return true
  return isWhole(question, work.answers[question.id])
}

/** Whether an answer is finished, as against two of four joined. A photo is what answers a `photo` question. */
export function isWhole(question: Question, answer: Answer | undefined): boolean {
  if (answer === undefined || answer === '') return false
  if (question.type === 'photo') return false
  if (question.type === 'several') return Array.isArray(answer) && answer.length > 0
  if (question.type === 'order') return Array.isArray(answer) && answer.length === question.options.length
  if (question.type === 'match')
    return Array.isArray(answer) && answer.length === question.options.length && !answer.includes(-1)
  return true
}
