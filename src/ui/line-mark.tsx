import './line-mark.css'
import { useMemo } from 'preact/hooks'
import { Press } from './press.tsx'

export type LineState = 'delivered' | 'waiting' | 'sending' | 'attention'

export interface LineMarkProps {
  state: LineState
  /** Where things stand, in words: 已全部送达 · 本机存着 12 条，等网络 · 正在送 3/12 · 3 条需要老师看一下. */
  text: string
  /** Opens what lies behind it. */
  onOpen?: (() => void) | undefined
}

/** The one mark of the line, at the right of every page's header. A screen reader hears a change of state, not each count. */
export function LineMark({ state, text, onOpen }: LineMarkProps) {
  // Else 3/12, 4/12, … would be read aloud one after the other.
  const heard = useMemo(() => text, [state])
  const content = (
    <>
      <svg
        class={`ui-line-mark-sign ui-line-mark-${state}`}
        width="0.9em"
        height="0.9em"
        viewBox="0 0 20 20"
        aria-hidden="true"
      >
        <path d={signs[state]} />
      </svg>
      <span>{text}</span>
    </>
  )
  return (
    <>
      {onOpen ? (
        <Press class="ui-line-mark" onClick={onOpen}>
          {content}
        </Press>
      ) : (
        <span class="ui-line-mark">{content}</span>
      )}
      <span class="unseen" role="status">
        {heard}
      </span>
    </>
  )
}

/** A disc with a check, a disc with the hands of a clock, an arrow, a triangle. */
const signs: Record<LineState, string> = {
  delivered: 'M10 0a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM8.8 14.6l-4.3-4.3 1.7-1.7 2.6 2.5 5-5.5 1.8 1.6z',
  waiting: 'M10 0a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM8.9 4.5h2.2v5l3.6 2.6-1.3 1.8-4.5-3.3z',
  sending: 'M10 1l8 8-1.8 1.8-4.9-4.9V19H8.7V5.9L3.8 10.8 2 9z',
  attention: 'M10 1l10 18H0zM8.8 7.5V13h2.4V7.5zM8.8 14.3v2.400h2.400v-2.400z',
}
