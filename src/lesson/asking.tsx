import { useEffect, useState } from 'preact/hooks'
import type { Question } from '../../core/resources/kinds/quiz/quiz.ts'
import { hands } from '../../core/rows/lesson.ts'
import { here, useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { Fit } from '../kinds/pages/index.ts'
import { choosable, optionName, QuestionView } from '../kinds/quiz/index.ts'
import type { FileUrl } from '../library/open/index.ts'
import { row } from '../store/rows.ts'
import { Button } from '../ui/button.tsx'
import { Counter } from './counter.tsx'
import { sumOf, withCount } from './counting.ts'
import type { LessonView } from './lesson-query.ts'
import { countHands } from './teach.ts'
import { useSettled } from './use-settled.ts'
import { t } from './words.ts'

/** Counting has come to rest when no hand was added for this long, ms. */
const rest = 1_000

interface AskingProps {
  view: LessonView
  questions: readonly Question[]
  file: FileUrl
  onClose: () => void
}

/** A question for the whole room: large, hands counted option by option, then the answer with its spread. */
export function Asking({ view, questions, file, onClose }: AskingProps) {
  const [at, setAt] = useState(0)
  const [revealed, setRevealed] = useState(false)
  const question = questions[at]
  const next = at + 1 < questions.length

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const close = event.key === 'Escape' || event.key === 'PageUp'
      if ((!close && event.key !== 'PageDown') || document.querySelector('dialog[open]')) return
      event.preventDefault()
      // A clicker has two buttons: on shows the answer, then goes back to the page.
      if (close || revealed) onClose()
      else setRevealed(true)
    }
    document.addEventListener('keydown', press, true)
    return () => document.removeEventListener('keydown', press, true)
  }, [revealed, onClose])

  if (!question) return null
  return (
    <>
      <Hands key={question.id} view={view} question={question} file={file} revealed={revealed} />
      <nav class="lesson-controls">
        <Button big onClick={onClose}>
          {t().back}
        </Button>
        <span class="lesson-place">{questions.length > 1 && t().question(at + 1, questions.length)}</span>
        {next && (
          <Button
            big
            onClick={() => {
              setAt(at + 1)
              setRevealed(false)
            }}
          >
            {t().nextQuestion}
          </Button>
        )}
        <Button big kind={revealed ? 'plain' : 'primary'} class="lesson-later" onClick={() => setRevealed(!revealed)}>
          {revealed ? t().hide : t().reveal}
        </Button>
      </nav>
    </>
  )
}

interface HandsProps {
  view: LessonView
  question: Question
  file: FileUrl
  revealed: boolean
}

function Hands({ view, question, file, revealed }: HandsProps) {
  const before = useLive(async () => (await row(here().store, hands, view.lesson, question.id))?.counts ?? [])
  const [mine, setMine] = useState<number[]>()
  const { trouble, failed } = useAttempt()
  const counted = useSettled((counts: readonly number[]) => countHands(view.lesson, question.id, counts), rest, failed)
  // Where nothing is chosen there is one thing to ask for: who got it right.
  const options = choosable(question) || 1
  const counts = withCount(mine ?? before ?? [], options, -1, 0)
  const change = (option: number, count: number) => {
    const next = withCount(counts, options, option, count)
    setMine(next)
    if (view.standing === 'going') counted.later(next)
  }
  useEffect(() => {
    if (before) document.querySelector<HTMLElement>('.lesson-count, .lesson-later')?.focus()
  }, [before !== undefined])
  if (!before) return null

  const counter = (option: number) => (
    <Counter
      name={choosable(question) ? optionName(question, option) : t().gotIt}
      count={counts[option] ?? 0}
      onChange={(count) => change(option, count)}
    />
  )
  const chosen = choosable(question) > 0
  return (
    <section class="lesson-asking">
      <TroubleNotice trouble={trouble} />
      <Fit most={1.2}>
        {revealed ? (
          <QuestionView question={question} mode="reveal" file={file} spread={chosen ? counts : []} />
        ) : (
          <QuestionView question={question} mode="show" file={file} beside={counter} />
        )}
      </Fit>
      <p class="lesson-hands">
        {!chosen && !revealed && (
          <>
            {t().gotIt} {counter(0)}
          </>
        )}
        <strong>{t().hands(sumOf(counts))}</strong>
        {view.marked > 0 && <span>{t().present(view.present)}</span>}
        {!revealed && <span class="lesser">{t().keys}</span>}
      </p>
    </section>
  )
}
