import type { Answer } from '../../../core/facts/kinds/homework-answered.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { scoreAnswer } from '../../../core/resources/kinds/quiz/score.ts'
import { IconCheck } from '../../ui/icons/check.tsx'
import { IconClock } from '../../ui/icons/clock.tsx'
import { IconClose } from '../../ui/icons/close.tsx'
import { t } from './words.ts'

/** Whether what was given is right, by word and sign; and for what is typed, both answers side by side. */
export function Result({ question, answer }: { question: Question; answer: Answer | undefined }) {
  const verdict = verdictOf(question, answer)
  const Sign = signs[verdict]
  const right = typedAnswer(question)
  return (
    <div class="question-result">
      {verdict !== 'notGiven' && (
        <strong class={`question-verdict question-verdict-${verdict}`}>
          <Sign />
          {t()[verdict]}
        </strong>
      )}
      {isTyped(question) && (
        <span>
          {t().given} <b>{typeof answer === 'string' && answer !== '' ? answer : t().notGiven}</b>
        </span>
      )}
      {right !== '' && (
        <span>
          {t().rightAnswer} <b>{right}</b>
        </span>
      )}
    </div>
  )
}

type Verdict = 'right' | 'wrong' | 'partly' | 'person' | 'notGiven'

function verdictOf(question: Question, answer: Answer | undefined): Verdict {
  if (answer === undefined || answer === '') return 'notGiven'
  const { right, score } = scoreAnswer(question, answer)
  if (right === null) return 'person'
  if (right) return 'right'
  return score > 0 ? 'partly' : 'wrong'
}

function isTyped(question: Question): boolean {
  return question.type === 'number' || question.type === 'text'
}

function typedAnswer(question: Question): string {
  if (question.type === 'number') return `${question.answer}${question.unit ?? ''}`
  return question.type === 'text' ? (question.answers[0] ?? '') : ''
}

const signs = { right: IconCheck, wrong: IconClose, partly: IconCheck, person: IconClock, notGiven: IconClock }
