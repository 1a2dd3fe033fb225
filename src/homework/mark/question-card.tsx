import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import type { Work } from '../../../core/rows/work.ts'
import { QuestionView } from '../../kinds/quiz/index.ts'
import type { FileUrl } from '../../library/open/index.ts'
import { Button } from '../../ui/button.tsx'
import { IconCheck } from '../../ui/icons/check.tsx'
import { IconClose } from '../../ui/icons/close.tsx'
import { answerText } from '../answer-text.ts'
import { Thumbnail } from '../photo/thumbnail.tsx'
import { machineSays, type Verdict } from './marking.ts'
import { t } from './words.ts'

interface QuestionCardProps {
  question: Question
  /** Counted from 1. */
  n: number
  work: Work
  file: FileUrl | undefined
  verdict: Verdict | undefined
  /** Undefined: only to be looked at. */
  onVerdict: ((verdict: Verdict) => void) | undefined
}

/** One question of a pupil's piece: the answer beside the right one, and the teacher's own right or wrong. */
export function QuestionCard({ question, n, work, file, verdict, onVerdict }: QuestionCardProps) {
  const photos = work.photos.filter((photo) => photo.question === question.id)
  const wasWrong = work.rounds > 1 && work.mark?.wrong.includes(question.id) === true
  const before = wasWrong ? answerText(question, work.before?.[question.id]) : ''
  return (
    <li class={`sheet mark-question mark-${verdict ?? 'undecided'}`}>
      <header class="mark-question-header">
        <h3>{t().question(n)}</h3>
        <span class="mark-machine">
          {machineWords(question, work)}
          {wasWrong && ` · ${work.redone.includes(question.id) ? t().redone : t().notRedone}`}
        </span>
        {onVerdict && (
          <fieldset class="mark-verdict" aria-label={t().verdict(n)}>
            <Button icon={IconCheck} pressed={verdict === 'right'} onClick={() => onVerdict('right')}>
              {t().right}
            </Button>
            <Button icon={IconClose} pressed={verdict === 'wrong'} onClick={() => onVerdict('wrong')}>
              {t().wrong}
            </Button>
          </fieldset>
        )}
      </header>
      <QuestionView
        question={question}
        mode="reveal"
        answer={work.answers[question.id]}
        file={file ?? (() => undefined)}
      />
      {before && (
        <p class="lesser">
          {t().before}
          {before}
        </p>
      )}
      {photos.length > 0 && (
        <div class="photo-row">
          {photos.map((photo, index) => (
            <Thumbnail key={photo.photo} photo={photo} n={index + 1} />
          ))}
        </div>
      )}
    </li>
  )
}

function machineWords(question: Question, work: Work): string {
  const words = {
    right: t().machineRight,
    wrong: t().machineWrong,
    person: t().machinePerson,
    unanswered: t().machineUnanswered,
  }
  return words[machineSays(question, work)]
}
