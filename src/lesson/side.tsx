import { useEffect, useRef, useState } from 'preact/hooks'
import { here } from '../here/here.ts'
import { bytes } from '../i18n/amounts.ts'
import { notesOf } from '../kinds/pages/index.ts'
import { RunsView } from '../kinds/runs/index.ts'
import { preparing } from '../library/index.ts'
import { PackageProgress } from '../library/open/index.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useStore } from '../ui/use-store.ts'
import type { LessonView } from './lesson-query.ts'
import { type StepNow, stepsAt } from './steps.ts'
import { t } from './words.ts'

/** Beside the page: the lesson's steps (环节), what this page says to the assistant, and what is still to come. */
export function Side({ view, page }: { view: LessonView; page: number }) {
  const [asked, ask] = useState<number>()
  const steps = stepsAt(view.contents?.manifest.steps ?? [], page)
  const shown = view.contents?.pages[page]
  const notes = shown ? notesOf(shown) : []
  const missing = view.contents && shown && view.contents.missing.length > 0
  if (steps.length === 0 && notes.length === 0 && !missing) return null

  // The class sees the projector: there a note, which may hold the answer, is shown for this page when it is asked for.
  const folds = here().place.kind === 'projector'
  const noted = notes.length > 0 && (!folds || asked === page)
  return (
    <aside class="lesson-side">
      {noted && <Note notes={notes} />}
      {steps.length > 0 && !(noted && folds) && <Steps steps={steps} />}
      {folds && notes.length > 0 && (
        <Button aria-expanded={noted} onClick={() => ask(noted ? undefined : page)}>
          {noted ? t().hideNote : t().showNote}
        </Button>
      )}
      {missing && <Missing view={view} />}
    </aside>
  )
}

function Steps({ steps }: { steps: readonly StepNow[] }) {
  const box = useRef<HTMLElement>(null)
  const now = steps.find((step) => step.state === 'now')?.page
  useEffect(() => {
    const item = box.current?.querySelector<HTMLElement>('[aria-current]')
    if (box.current && item) box.current.scrollTop = item.offsetTop - box.current.clientHeight / 3
  }, [now])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a lesson of many steps scrolls
    <section class="lesson-steps" ref={box} tabIndex={0} aria-label={t().steps}>
      <h2>{t().steps}</h2>
      <ol>
        {steps.map((step) => (
          <li
            key={step.page}
            class={`lesson-step lesson-step-${step.state}`}
            aria-current={step.state === 'now' ? 'step' : undefined}
          >
            <span aria-hidden="true">{signs[step.state]}</span>
            <span>
              {step.title}
              <span class="lesson-who">{t().lead(t()[step.lead])}</span>{' '}
              {step.state === 'done' ? (
                <span class="unseen">{t().done}</span>
              ) : (
                <span class="lesson-who">{t().minutes(step.minutes)}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const signs = { done: '✓', now: '▸', left: '' }

function Note({ notes }: { notes: ReturnType<typeof notesOf> }) {
  return (
    <section class="lesson-note">
      <h2>{t().toAssistant}</h2>
      {notes.map((runs, n) => (
        <p key={n}>
          <RunsView runs={runs} />
        </p>
      ))}
    </section>
  )
}

/** Some of the package is not here: said once, and how it comes where it does. */
function Missing({ view }: { view: LessonView }) {
  const coming = useStore(preparing, (state) => state.package !== '')
  const files = view.contents?.missing ?? []
  const size = files.reduce((sum, file) => sum + file.size, 0)
  if (coming && view.hash) return <PackageProgress hash={view.hash} title={view.contents?.manifest.title ?? ''} />
  return <Notice kind="waiting">{t().notAll(files.length, bytes(size))}</Notice>
}
