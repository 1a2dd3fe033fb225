import './bar.css'
import './progress.css'
import { percent } from '../i18n/amounts.ts'
import { Button } from './button.tsx'
import { timeLeft } from './time-left.ts'
import { kitWords } from './words.ts'

export interface ProgressProps {
  /** What is going on: 正在取明天的课. */
  what: string
  /** From 0 to 1; undefined while it is not known. */
  share: number | undefined
  /** How much, in words: 12.4 / 30 MB. */
  much?: string | undefined
  secondsLeft?: number | undefined
  /** It waits, for the line or for power; words in `much` say for what. */
  waiting?: boolean | undefined
  onStop?: (() => void) | undefined
  stopLabel?: string | undefined
}

/** Long work that shows itself: what, how much, how long still, stop. */
export function Progress({ what, share, much, secondsLeft, waiting, onStop, stopLabel }: ProgressProps) {
  const text = kitWords()
  const known = share === undefined ? text.unknown : percent(share)
  return (
    <div class="ui-progress">
      <div class="ui-progress-words">
        <strong>{what}</strong>
        <span class="lesser">
          {[known, much, secondsLeft === undefined ? '' : timeLeft(secondsLeft)].filter(Boolean).join(' · ')}
        </span>
      </div>
      {onStop && <Button onClick={onStop}>{stopLabel ?? text.stop}</Button>}
      <div
        class={share === undefined ? 'ui-bar ui-bar-unknown' : 'ui-bar'}
        role="progressbar"
        aria-label={what}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
        aria-valuetext={known}
      >
        <span class={waiting ? 'ui-bar-amber' : 'ui-bar-persimmon'} style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
    </div>
  )
}
