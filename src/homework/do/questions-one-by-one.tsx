import { useState } from 'preact/hooks'
import { TroubleNotice } from '../../here/trouble-notice.tsx'
import { useAttempt } from '../../here/use-attempt.ts'
import { usePackageFiles } from '../../library/open/index.ts'
import { Button } from '../../ui/button.tsx'
import { IconArrowRight } from '../../ui/icons/arrow-right.tsx'
import { type Segment, Segments } from '../../ui/segments.tsx'
import { who } from '../../who/who.ts'
import { CameraButton } from '../photo/camera-button.tsx'
import { type PhotoOutcome, photograph } from '../photo/photograph.ts'
import { t as photoWords } from '../photo/words.ts'
import { isDone } from '../piece.ts'
import { PupilFrame } from '../pupil/pupil-frame.tsx'
import { picturesOf } from '../questions.ts'
import { Check, CheckFooter } from './check.tsx'
import { handIn } from './do.ts'
import type { Piece } from './do-query.ts'
import { OneQuestion } from './one-question.tsx'
import { useAnswers } from './use-answers.ts'
import { t } from './words.ts'

export interface QuestionsProps {
  piece: Piece
  onBack: () => void
  onHanded: () => void
}

/** The questions one at a time, and at their end what is not done yet, and 交作业. */
export function Questions({ piece, onBack, onHanded }: QuestionsProps) {
  const { task, contents, toDo } = piece
  const { trouble, attempt, failed, recorded } = useAttempt()
  const { work, set, flush } = useAnswers(piece, { failed, recorded })
  const done = toDo.map((question) => isDone(question, work))
  const [at, setAt] = useState(() => firstLeft(done))
  const [photo, setPhoto] = useState<PhotoOutcome>()
  const file = usePackageFiles(contents?.manifest, picturesOf(toDo))
  const question = toDo[at]

  const goTo = (index: number) => {
    void flush()
    setPhoto(undefined)
    setAt(index)
    scrollTo(0, 0)
  }
  const hand = () =>
    attempt(async () => {
      await flush()
      await handIn(task.assignment)
      onHanded()
    })

  const segments = done.map((one, n): Segment => (n === at ? 'now' : one ? 'done' : 'left'))
  const minutes = Math.max(1, Math.ceil(toDo.reduce((sum, one, n) => sum + (done[n] ? 0 : one.minutes), 0)))
  const line = [
    task.state === 'correct' ? t().correcting : task.assignment.subject,
    question ? t().question(at + 1, toDo.length) : t().check,
    question && t().minutes(minutes),
  ]
  const round = work.state === 'correcting' ? work.rounds : 0
  const photographed = work.photos.some((one) => one.question === question?.id && one.round >= round)
  // What can only be done on paper has the camera as its next thing to do.
  const onPaper = question?.type === 'photo' && !isDone(question, work)
  const ofPhoto = { assignment: task.assignment, pupils: who.getState().pupils, question: question?.id }
  const footer = question ? (
    <>
      <CameraButton
        big
        key={question.id}
        keep={(file) => photograph(file, ofPhoto)}
        primary={onPaper}
        label={photographed ? photoWords().more : photoWords().take}
        attempt={attempt}
        before={flush}
        onDone={setPhoto}
      />
      {question.type === 'photo' && piece.maySeen && (
        <CameraButton
          big
          key={`${question.id}/seen`}
          keep={(file) => photograph(file, { ...ofPhoto, shows: 'pupil' })}
          label={photoWords().takeSeen}
          attempt={attempt}
          before={flush}
          onDone={setPhoto}
        />
      )}
      <Button big kind={onPaper ? 'plain' : 'primary'} icon={IconArrowRight} onClick={() => goTo(at + 1)}>
        {at + 1 < toDo.length ? t().next : t().last}
      </Button>
    </>
  ) : (
    <CheckFooter done={done} onPick={goTo} onHand={() => void hand()} />
  )
  return (
    <PupilFrame line={line.filter(Boolean).join(' · ')} footer={footer} beforeLeaving={flush} back={onBack}>
      <Segments
        segments={segments}
        label={question ? t().question(at + 1, toDo.length) : t().check}
        onPick={goTo}
        pickLabel={(n) => t().questionShort(n + 1)}
      />
      <TroubleNotice trouble={trouble} />
      {question ? (
        <OneQuestion
          key={question.id}
          question={question}
          work={work}
          file={file}
          outcome={photo}
          assignment={task.assignment}
          attempt={attempt}
          onPhoto={setPhoto}
          onAnswer={(given) => set(question, given)}
        />
      ) : (
        <Check toDo={toDo} done={done} onPick={goTo} />
      )}
    </PupilFrame>
  )
}

/** The first question that is not done; behind the last one when all are. */
function firstLeft(done: readonly boolean[]): number {
  const left = done.indexOf(false)
  return left < 0 ? done.length : left
}
