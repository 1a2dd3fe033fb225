import type { Answer } from '../../../core/facts/kinds/homework-answered.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { scoreAnswer } from '../../../core/resources/kinds/quiz/score.ts'
import { IconCheck } from '../../ui/icons/check.tsx'
import { IconClock } from '../../ui/icons/clock.tsx'
import { IconClose } from '../../ui/icons/close.tsx'
import { t } from './words.ts'

interface ResultProps {
  question: Question
  answer: Answer | undefined
  /** A class looks on: there is no one answer to judge. */
  ofClass: boolean
}

/** Whether what was given is right, by word and sign; and for what is typed, both answers side by side. */
export function Result({ question, answer, ofClass }: ResultProps) {
  const right = typedAnswer(question)
  if (ofClass && right === '') return null
  return (
    <div class="question-result">
      {!ofClass && <Verdict question={question} answer={answer} />}
      {right !== '' && (
        <span>
          {t().rightAnswer} <b>{right}</b>
        </span>
      )}
    </div>
  )
}

function Verdict({ question, answer }: { question: Question; answer: Answer | undefined }) {
  const verdict = verdictOf(question, answer)
  const Sign = signs[verdict]
  return (
    <>
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
    </>
  )
}

type VerdictName = 'right' | 'wrong' | 'partly' | 'person' | 'notGiven'

function verdictOf(question: Question, answer: Answer | undefined): VerdictName {
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
