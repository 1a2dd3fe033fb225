import { useState } from 'preact/hooks'
import type { LessonId, QuestionId } from '../../core/facts/ids.ts'
import { hands } from '../../core/rows/lesson.ts'
import { here, useLive } from '../here/here.ts'
import { useAttempt } from '../here/use-attempt.ts'
import { Counter, countHands, useSettled, withCount } from '../lesson/index.ts'
import type { RoomView } from '../live/index.ts'
import { row } from '../store/rows.ts'
import { t } from './words.ts'

/** Counting has come to rest when no hand was added for this long, ms. */
const rest = 700

interface AskedHereProps {
  lesson: LessonId
  asking: NonNullable<RoomView['asking']>
}

/** A question of the host's, on the projector: options whose hands are counted where pupils have no tablets. */
export function AskedHere({ lesson, asking }: AskedHereProps) {
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
    <section class="classroom-asked" aria-live="polite">
      <h2>{t().asked}</h2>
      {asking.words && <p>{asking.words}</p>}
      <ul>
        {options.map((option, n) => (
          <li key={option}>
            <strong>{option}</strong>
            <Counter name={option} count={counts[n] ?? 0} onChange={(count) => set(n, count)} />
          </li>
        ))}
      </ul>
      <p class="lesser">{t().onTablets}</p>
    </section>
  )
}

function optionsOf(asked: AskedHereProps['asking']['asked']): string[] {
  if (asked.kind === 'choice') return Array.from({ length: asked.options }, (_, n) => String.fromCharCode(65 + n))
  return asked.kind === 'truth' ? [t().yes, t().no] : []
}
