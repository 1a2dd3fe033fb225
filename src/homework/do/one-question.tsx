import { useState } from 'preact/hooks'
import type { Answer } from '../../../core/facts/kinds/homework-answered.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import type { Assignment } from '../../../core/rows/assignment.ts'
import type { Work } from '../../../core/rows/work.ts'
import type { Attempt } from '../../here/use-attempt.ts'
import { QuestionView } from '../../kinds/quiz/index.ts'
import { RunsView } from '../../kinds/runs/index.ts'
import type { FileUrl } from '../../library/open/index.ts'
import { Button } from '../../ui/button.tsx'
import { IconInfo } from '../../ui/icons/info.tsx'
import { Notice } from '../../ui/notice.tsx'
import { who } from '../../who/who.ts'
import { answerText } from '../answer-text.ts'
import { CameraButton } from '../photo/camera-button.tsx'
import { OutcomeNotice } from '../photo/outcome-notice.tsx'
import { type PhotoOutcome, photograph } from '../photo/photograph.ts'
import { Thumbnail } from '../photo/thumbnail.tsx'
import { t as photoWords } from '../photo/words.ts'
import { t } from './words.ts'

export interface OneQuestionProps {
  question: Question
  work: Work
  assignment: Assignment
  file: FileUrl | undefined
  /** Of the photo that was taken last. */
  outcome: PhotoOutcome | undefined
  attempt: Attempt['attempt']
  onAnswer: (given: Answer) => void
  onPhoto: (outcome: PhotoOutcome) => void
}

/** One question to be answered: on the screen, or on paper and photographed. */
export function OneQuestion(props: OneQuestionProps) {
  const { question, work, file, outcome, onAnswer } = props
  const [hint, setHint] = useState(false)
  const correcting = work.state === 'correcting'
  const answer = correcting && !work.redone.includes(question.id) ? undefined : work.answers[question.id]
  const before = correcting ? answerText(question, work.before?.[question.id]) : ''
  const mine = work.photos.filter(
    (photo) => photo.question === question.id && (!correcting || photo.round >= work.rounds),
  )
  return (
    <>
      <div class="do-question">
        <QuestionView
          question={question}
          mode="answer"
          answer={answer}
          onAnswer={onAnswer}
          file={file ?? (() => undefined)}
        />
      </div>
      {before && (
        <p class="lesser">
          {t().before}
          {before}
        </p>
      )}
      <OutcomeNotice outcome={outcome} />
      {mine.length > 0 && <Photos {...props} photos={mine} />}
      {question.hint &&
        (hint ? (
          <Notice icon={null}>
            <RunsView runs={question.hint} />
          </Notice>
        ) : (
          <Button class="do-hint" icon={IconInfo} onClick={() => setHint(true)}>
            {t().hint}
          </Button>
        ))}
    </>
  )
}

function Photos({ photos, question, assignment, attempt, onPhoto }: OneQuestionProps & { photos: Work['photos'] }) {
  const last = photos[photos.length - 1]
  const pupils = who.getState().pupils
  return (
    <div class="photo-row">
      {photos.map((photo, n) => (
        <Thumbnail key={photo.photo} photo={photo} n={n + 1} />
      ))}
      <CameraButton
        keep={(file) =>
          photograph(file, { assignment, pupils, question: question.id, instead: last?.photo, shows: last?.shows })
        }
        label={photoWords().retake}
        attempt={attempt}
        onDone={onPhoto}
      />
    </div>
  )
}
