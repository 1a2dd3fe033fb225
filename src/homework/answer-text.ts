import type { Answer } from '../../core/facts/kinds/homework-answered.ts'
import type { Question } from '../../core/resources/kinds/quiz/quiz.ts'
import { plainText } from '../../core/resources/runs.ts'
import { optionLetter, optionName } from '../kinds/quiz/index.ts'

/** An answer in one line of words, as one would read it out; '' where it says nothing that fits the question. */
export function answerText(question: Question, answer: Answer | undefined): string {
  switch (question.type) {
    case 'choice':
      return typeof answer === 'number' ? option(question.options, answer) : ''
    case 'truefalse':
      return typeof answer === 'boolean' ? optionName(question, answer ? 0 : 1) : ''
    case 'several':
      return indices(answer).map(optionLetter).join('、')
    case 'order':
      return indices(answer).map(optionLetter).join(' → ')
    case 'match':
      return indices(answer)
        .map((to, n) => `${n + 1}–${to < 0 ? '?' : optionLetter(to)}`)
        .join('，')
    case 'number':
      return typeof answer === 'string' && answer !== '' ? `${answer}${question.unit ?? ''}` : ''
    case 'text':
      return typeof answer === 'string' ? answer : ''
    case 'photo':
      return ''
  }
}

function option(options: readonly { runs: Parameters<typeof plainText>[0] }[], index: number): string {
  const found = options[index]
  return found ? `${optionLetter(index)} ${plainText(found.runs)}` : ''
}

function indices(answer: Answer | undefined): number[] {
  return Array.isArray(answer) ? answer.filter((one): one is number => typeof one === 'number') : []
}
