import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { t } from './words.ts'

/** A for the first option, as it is called out. */
export function optionLetter(index: number): string {
  return String.fromCharCode(65 + index)
}

/** What an option is called: 对 and 错 of true or false, else its letter. */
export function optionName(question: Question, index: number): string {
  if (question.type !== 'truefalse') return optionLetter(index)
  return index === 0 ? t().true : t().false
}

/** How many options a question has to choose from: for true or false 对 and 错, in that order; 0 where none is chosen. */
export function choosable(question: Question): number {
  if (question.type === 'truefalse') return 2
  return question.type === 'choice' || question.type === 'several' ? question.options.length : 0
}

/** The numbers of the options that are right, from 0; none where none is chosen. */
export function rightOptions(question: Question): number[] {
  if (question.type === 'choice') return [question.answer]
  if (question.type === 'several') return question.answer
  return question.type === 'truefalse' ? [question.answer ? 0 : 1] : []
}
