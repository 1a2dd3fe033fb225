import './bar.css'

/** `unknown` is hatched: it may be so, and nobody can tell yet. */
export type BarTone = 'green' | 'amber' | 'persimmon' | 'blue' | 'unknown'

export interface BarPart {
  /** From 0 to 1 of the whole bar. */
  share: number
  tone: BarTone
}

export interface BarProps {
  /** What it says, in words, for who does not see it: 青山 96%. */
  label: string
  /** One share, several parts, or undefined for what is not known: that is hatched, not empty. */
  share: number | readonly BarPart[] | undefined
  tone?: BarTone | undefined
}

/** A bar of shares. The number stands beside it, in the words of the screen. */
export function Bar({ label, share, tone = 'green' }: BarProps) {
  const parts = typeof share === 'number' ? [{ share, tone }] : (share ?? [])
  return (
    <span class={share === undefined ? 'ui-bar ui-bar-unknown' : 'ui-bar'} role="img" aria-label={label}>
      {parts.map((part, index) => (
        <span key={index} class={`ui-bar-${part.tone}`} style={{ width: `${part.share * 100}%` }} />
      ))}
    </span>
  )
}
