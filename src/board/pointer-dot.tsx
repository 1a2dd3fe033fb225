import { across } from '../../core/ink/measures.ts'
import { t } from './words.ts'

/** Where somebody points, in units of the page. */
export interface PointedAt {
  x: number
  y: number
}

interface PointerDotProps {
  at: PointedAt | undefined
  aspect: number
  /** It comes by signals, and glides from one to the next. */
  led?: boolean | undefined
}

/** Seen from the back row: a ring round what is meant, that does not cover it. */
export function PointerDot({ at, aspect, led }: PointerDotProps) {
  if (!at) return null
  const style = { left: `${(at.x / across) * 100}%`, top: `${(at.y / across / aspect) * 100}%` }
  return (
    <span
      class={led ? 'board-pointer board-pointer-led' : 'board-pointer'}
      style={style}
      role="img"
      aria-label={t().pointedAt}
    />
  )
}
