import { useState } from 'preact/hooks'
import type { QuestionId } from '../../../core/facts/ids.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { QuestionView } from '../../kinds/quiz/index.ts'
import { RunsView } from '../../kinds/runs/index.ts'
import type { FileUrl } from '../../library/open/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { t } from './words.ts'

interface QuestionListProps {
  questions: readonly Question[]
  picked: ReadonlySet<QuestionId>
  file: FileUrl | undefined
  onPick: (picked: ReadonlySet<QuestionId>) => void
}

/** Questions to tick, each with its minutes; 看题 shows one as pupils see it, with its answer. */
export function QuestionList({ questions, picked, file, onPick }: QuestionListProps) {
  const [looked, setLooked] = useState<number>()
  const question = looked === undefined ? undefined : questions[looked]
  const all = picked.size === questions.length
  const turn = (id: QuestionId) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    onPick(next)
  }
  return (
    <section class="set-questions" aria-label={t().pick}>
      <header class="set-questions-header">
        <h2>{t().pick}</h2>
        <Button kind="quiet" onClick={() => onPick(new Set(all ? [] : questions.map((one) => one.id)))}>
          {all ? t().none : t().all}
        </Button>
      </header>
      <ol>
        {questions.map((one, n) => (
          <li key={one.id} class={`sheet set-question${picked.has(one.id) ? ' set-picked' : ''}`}>
            <label>
              <input type="checkbox" checked={picked.has(one.id)} onChange={() => turn(one.id)} />
              <span class="set-stem kai">
                {n + 1}. <RunsView runs={one.stem} />
              </span>
              <span class="lesser">{t().minutes(one.minutes)}</span>
            </label>
            <Button kind="quiet" aria-label={`${t().look} ${n + 1}`} onClick={() => setLooked(n)}>
              {t().look}
            </Button>
          </li>
        ))}
      </ol>
      {question && (
        <Dialog wide title={t().preview((looked ?? 0) + 1)} onClose={() => setLooked(undefined)}>
          <QuestionView question={question} mode="reveal" spread={[]} file={file ?? (() => undefined)} />
        </Dialog>
      )}
    </section>
  )
}
