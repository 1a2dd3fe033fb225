import type { ComponentChildren } from 'preact'
import type { Option } from '../../../core/resources/kinds/quiz/quiz.ts'
import { IconCheck } from '../../ui/icons/check.tsx'
import { IconClose } from '../../ui/icons/close.tsx'
import { PictureView, RunsView } from '../runs/index.ts'
import { t } from './words.ts'

export type OptionMark = 'right' | 'wrong'

interface OptionRowProps {
  /** Its letter, or its place in an order. */
  label: string
  option: Option
  file: (path: string) => string | undefined
  chosen?: boolean | undefined
  mark?: OptionMark | undefined
  /** In place of the mark's own words. */
  markWords?: string | undefined
  /** Hands that it had, and their share of the longest bar. */
  count?: number | undefined
  share?: number | undefined
  onPick?: (() => void) | undefined
  beside?: ComponentChildren
  /** For a screen reader, where the label alone does not say it. */
  say?: string | undefined
}

/** One option: a field to touch, or a line to read. */
export function OptionRow({
  label,
  option,
  file,
  chosen,
  mark,
  markWords,
  count,
  share,
  onPick,
  beside,
  say,
}: OptionRowProps) {
  const inside = (
    <>
      <span class="question-letter" aria-hidden={say ? 'true' : undefined}>
        {label}
      </span>
      {say && <span class="unseen">{say}</span>}
      <span class="question-words">
        {option.picture && <PictureView picture={option.picture} url={file(option.picture.file)} />}
        <span>
          <RunsView runs={option.runs} />
        </span>
      </span>
      {beside}
      {mark && (
        <span class={`question-mark question-mark-${mark}`}>
          {mark === 'right' ? <IconCheck size="1em" /> : <IconClose size="1em" />}
          {markWords ?? (mark === 'right' ? t().rightAnswer : t().wrong)}
        </span>
      )}
      {count !== undefined && (
        <span class="question-bar">
          <span class="question-bar-fill" style={{ width: `${(share ?? 0) * 100}%` }} />
          <span class="question-count">{t().hands(count)}</span>
        </span>
      )}
    </>
  )
  const look = `question-option${mark ? ` question-option-${mark}` : ''}${chosen ? ' question-chosen' : ''}`
  if (!onPick) return <div class={look}>{inside}</div>
  return (
    <button type="button" class={look} aria-pressed={chosen === true} onClick={onPick}>
      {inside}
    </button>
  )
}
