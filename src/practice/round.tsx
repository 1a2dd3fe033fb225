import { useState } from 'preact/hooks'
import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import type { Answer } from '../../core/facts/kinds/homework-answered.ts'
import { here, useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { isWhole, PupilFrame, picturesOf } from '../homework/index.ts'
import { QuestionView } from '../kinds/quiz/index.ts'
import { keptManifest } from '../library/kept/index.ts'
import { usePackageFiles } from '../library/open/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { IconArrowRight } from '../ui/icons/arrow-right.tsx'
import { type Segment, Segments } from '../ui/segments.tsx'
import type { Planned } from './plan.ts'
import { practise } from './practise.ts'
import { t } from './words.ts'

interface RoundProps {
  pupil: PersonId
  classId: ClassId
  plan: readonly Planned[]
  /** A question is done and another follows. */
  onNext: () => void
  onDone: () => void
}

/** The questions of a plan: answered, then at once right or wrong and why, then the next. */
export function Round({ pupil, classId, plan, onNext, onDone }: RoundProps) {
  const [at, setAt] = useState(0)
  const planned = plan[at]
  if (!planned) return null
  const next = () => {
    if (at + 1 >= plan.length) return onDone()
    setAt(at + 1)
    scrollTo(0, 0)
    onNext()
  }
  const segments = plan.map((_, n): Segment => (n < at ? 'done' : n === at ? 'now' : 'left'))
  return <One key={at} {...{ pupil, classId, planned, segments, at }} of={plan.length} onNext={next} />
}

interface OneProps {
  pupil: PersonId
  classId: ClassId
  planned: Planned
  segments: readonly Segment[]
  at: number
  of: number
  onNext: () => void
}

function One({ pupil, classId, planned, segments, at, of, onNext }: OneProps) {
  const { question, manifest, reason } = planned
  const [answer, setAnswer] = useState<Answer>()
  const [checked, setChecked] = useState(false)
  const { trouble, attempt } = useAttempt()
  const kept = useLive(() => keptManifest(here().store, manifest), [manifest])
  const file = usePackageFiles(kept, picturesOf([question]))
  const check = async () => {
    if (answer === undefined) return
    if (await attempt(() => practise(classId, pupil, planned, answer))) setChecked(true)
  }
  const footer = checked ? (
    <Button big first kind="primary" icon={IconArrowRight} onClick={onNext}>
      {at + 1 < of ? t().next : t().end}
    </Button>
  ) : (
    <Button big kind="primary" disabled={!isWhole(question, answer)} onClick={() => void check()}>
      {t().check}
    </Button>
  )
  return (
    <PupilFrame line={`${t().title} · ${t().question(at + 1, of)}`} footer={footer} back={() => go('pupil')}>
      <Segments segments={segments} label={t().question(at + 1, of)} />
      <p class="practice-reason">{t()[reason]}</p>
      <TroubleNotice trouble={trouble} />
      <div class="practice-question">
        <QuestionView
          question={question}
          mode={checked ? 'reveal' : 'answer'}
          answer={answer}
          onAnswer={setAnswer}
          file={file ?? (() => undefined)}
        />
      </div>
    </PupilFrame>
  )
}
