import './segments.css'
import { Press } from './press.tsx'

export type Segment = 'done' | 'now' | 'again' | 'left'

export interface SegmentsProps {
  segments: readonly Segment[]
  /** In words: 第 4 题，共 6 题. */
  label: string
  /** Makes each a button, with its own words. */
  onPick?: ((index: number) => void) | undefined
  pickLabel?: ((index: number) => string) | undefined
}

/** Where one is in a row of questions: done, here (taller), to be done again (hatched), left. */
export function Segments({ segments, label, onPick, pickLabel }: SegmentsProps) {
  if (!onPick)
    return (
      <div class="ui-segments" role="img" aria-label={label}>
        {segments.map((segment, index) => (
          <span key={index} class={`ui-segment ui-segment-${segment}`} />
        ))}
      </div>
    )
  return (
    <nav class="ui-segments" aria-label={label}>
      {segments.map((segment, index) => (
        <Press
          key={index}
          class="ui-segment-pick"
          aria-label={pickLabel?.(index) ?? `${index + 1}`}
          aria-current={segment === 'now' ? 'step' : undefined}
          onClick={() => onPick(index)}
        >
          <span class={`ui-segment ui-segment-${segment}`} />
        </Press>
      ))}
    </nav>
  )
}
