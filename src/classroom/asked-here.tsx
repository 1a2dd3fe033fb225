import { useState } from 'preact/hooks'
import type { LessonId, QuestionId } from '../../core/facts/ids.ts'
import { hands } from '../../core/rows/lesson.ts'
import { DrawingPad } from '../board/index.ts'
import { here, useLive } from '../here/here.ts'
import { type Attempt, useAttempt } from '../here/use-attempt.ts'
import { CameraButton, OutcomeNotice, type PhotoOutcome } from '../homework/photo/index.ts'
import { Counter, countHands, useSettled, withCount } from '../lesson/index.ts'
import type { RoomView } from '../live/index.ts'
import { row } from '../store/rows.ts'
import { Button } from '../ui/button.tsx'
import { IconPen } from '../ui/icons/pen.tsx'
import { countShown, showDrawing, showWork } from './show-work.ts'
import { t } from './words.ts'

/** Counting has come to rest when no hand was added for this long, ms. */
const rest = 700

interface AskedHereProps {
  lesson: LessonId
  asking: NonNullable<RoomView['asking']>
  allowed: boolean
  attempt: Attempt['attempt']
}

/** A question of the host's, on the projector: answered for the class where pupils have no tablets. */
export function AskedHere(props: AskedHereProps) {
  const { asking } = props
  const { kind } = asking.asked
  return (
    <section class="classroom-asked" aria-live="polite">
      <h2>{t().asked}</h2>
      {asking.words && <p>{asking.words}</p>}
      {kind === 'photo' || kind === 'drawing' ? <Pictures {...props} kind={kind} /> : <Hands {...props} />}
    </section>
  )
}

/** Options whose hands are counted. */
function Hands({ lesson, asking }: AskedHereProps) {
  const question = asking.id as QuestionId // a row's key has it
  const before = useLive(async () => (await row(here().store, hands, lesson, question))?.counts ?? [], [question])
  const [mine, setMine] = useState<number[]>()
  const { failed } = useAttempt()
  const counted = useSettled((counts: readonly number[]) => countHands(lesson, question, counts), rest, failed)
  const options = optionsOf(asking.asked)
  const counts = withCount(mine ?? before ?? [], options.length, -1, 0)
  const set = (option: number, count: number) => {
    const next = withCount(counts, options.length, option, count)
    setMine(next)
    counted.later(next)
  }
  return (
    <>
      <ul>
        {options.map((option, n) => (
          <li key={option}>
            <strong>{option}</strong>
            <Counter name={option} count={counts[n] ?? 0} onChange={(count) => set(n, count)} />
          </li>
        ))}
      </ul>
      <p class="lesser">{t().onTablets}</p>
    </>
  )
}

/** Photos of paper, and drawings on this very screen: as many as the class likes, none of them named. */
function Pictures({ lesson, asking, allowed, attempt, kind }: AskedHereProps & { kind: 'photo' | 'drawing' }) {
  const question = asking.id as QuestionId // a row's key has it
  const [drawing, setDrawing] = useState(false)
  const [outcome, setOutcome] = useState<PhotoOutcome>()
  const count = useLive(() => countShown(lesson, question), [lesson, question])
  return (
    <>
      <p>{kind === 'photo' ? t().onPaper : t().drawn}</p>
      {allowed && (
        <>
          {kind === 'drawing' && (
            <Button big kind="primary" icon={IconPen} onClick={() => setDrawing(true)}>
              {t().drawHere}
            </Button>
          )}
          <CameraButton
            big={kind === 'photo'}
            primary={kind === 'photo'}
            label={count ? t().oneMore : t().takePaper}
            keep={(file) => showWork(lesson, question, file)}
            attempt={attempt}
            onDone={setOutcome}
          />
        </>
      )}
      <OutcomeNotice outcome={outcome?.ok ? undefined : outcome} />
      {count !== undefined && count > 0 && <p role="status">{t().handedIn(count)}</p>}
      <p class="lesser">{t().tabletsToo}</p>
      {drawing && (
        <DrawingPad
          // Each is a new one: a panel belongs to whoever stands before it.
          draft={`draft:drawing/${question}/${lesson}-${count ?? 0}`}
          title={asking.words || t().drawHere}
          keep={(bytes) => attempt(() => showDrawing(lesson, question, bytes))}
          onClose={() => setDrawing(false)}
        />
      )}
    </>
  )
}

function optionsOf(asked: AskedHereProps['asking']['asked']): string[] {
  if (asked.kind === 'choice') return Array.from({ length: asked.options }, (_, n) => String.fromCharCode(65 + n))
  return asked.kind === 'truth' ? [t().yes, t().no] : []
}
