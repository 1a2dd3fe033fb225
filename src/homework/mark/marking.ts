import type { QuestionId } from '../../../core/facts/ids.ts'
import type { Grade } from '../../../core/facts/kinds/homework-marked.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { scoreAnswer } from '../../../core/resources/kinds/quiz/score.ts'
import type { Work } from '../../../core/rows/work.ts'

/** 优 良 达标 再做, in the order of their keys 1 to 4. */
export const grades: readonly Grade[] = ['excellent', 'good', 'pass', 'again']

export type Verdict = 'right' | 'wrong'

/** A teacher's mark before it is given: drafts survive the page. */
export interface Marking {
  /** By question. What stands in for a machine's opinion until the teacher says otherwise. */
  verdicts: { [question: string]: Verdict }
  grade?: Grade
  words: string
}

/**
 * What the machine thinks; `person` where only a person can say, as of all questions of a sheet that was photographed as
 * a whole. A question without any answer is wrong.
 */
export function machineSays(question: Question, work: Work): Verdict | 'person' | 'unanswered' {
  const given = work.answers[question.id]
  const photographed = work.photos.some((photo) => photo.question === undefined || photo.question === question.id)
  if (given === undefined || given === '') return photographed ? 'person' : 'unanswered'
  const { right } = scoreAnswer(question, given)
  if (right === null) return 'person'
  // What is on paper may be right where what was typed is not.
  if (!right && photographed) return 'person'
  return right ? 'right' : 'wrong'
}

/**
 * The mark to begin with: on a first look what the machine thinks; on a second one what the teacher said before, and of
 * what the pupil has put right since, what the machine thinks of that.
 */
export function firstMarking(questions: readonly Question[], work: Work): Marking {
  const marked = work.mark
  const again = work.state === 'handed' && work.rounds > 1
  const verdicts: Marking['verdicts'] = {}
  for (const question of questions) {
    const { id } = question
    if (marked && !(again && work.redone.includes(id))) verdicts[id] = marked.wrong.includes(id) ? 'wrong' : 'right'
    else {
      const says = machineSays(question, work)
      if (says !== 'person') verdicts[id] = says === 'unanswered' ? 'wrong' : says
    }
  }
  const asBefore = marked && !again
  return { verdicts, words: (asBefore && marked.words) || '', ...(asBefore && { grade: marked.grade }) }
}

/** Questions that only a person can judge and nobody has yet. */
export function undecided(questions: readonly Question[], marking: Marking): Question[] {
  return questions.filter((question) => marking.verdicts[question.id] === undefined)
}

/** 其余都对: what nobody has judged yet is right. */
export function restRight(questions: readonly Question[], marking: Marking): Marking['verdicts'] {
  const rest = undecided(questions, marking).map(({ id }): [string, Verdict] => [id, 'right'])
  return { ...marking.verdicts, ...Object.fromEntries(rest) }
}

export function wrongOnes(questions: readonly Question[], marking: Marking): QuestionId[] {
  return questions.filter((question) => marking.verdicts[question.id] === 'wrong').map((question) => question.id)
}

/** A grade to begin with, from how many are wrong: none 优, up to a fifth 良, up to half 达标, more 再做. */
export function suggestedGrade(wrong: number, of: number): Grade {
  const share = of === 0 ? 0 : wrong / of
  if (share === 0) return 'excellent'
  if (share <= 0.2) return 'good'
  return share <= 0.5 ? 'pass' : 'again'
}

/** Whether the pupil has something to put right. */
export function mustCorrect(wrong: readonly QuestionId[], grade: Grade): boolean {
  return wrong.length > 0 || grade === 'again'
}
