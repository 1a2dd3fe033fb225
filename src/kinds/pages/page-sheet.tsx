import type { ComponentChildren, Ref, TargetedMouseEvent } from 'preact'
import { pageAfterTouch } from './turning.ts'

interface PageSheetProps {
  page: number
  count: number
  /** In words: 第 3 页，共 9 页. */
  label: string
  turn: (to: number) => void
  children: ComponentChildren
  sheet?: Ref<HTMLElement>
}

/** The sheet of paper that a page lies on. A touch on its left or right edge turns it; it takes the focus for the keys. */
export function PageSheet({ page, count, label, turn, children, sheet = null }: PageSheetProps) {
  const touch = ({ currentTarget, clientX }: TargetedMouseEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const to = pageAfterTouch((clientX - left) / width, page, count)
    if (to !== page) turn(to)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: `useTurning` hears the keys wherever the focus is
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows turn pages while it has the focus, and a page may scroll
    <section class="page-sheet" ref={sheet} tabIndex={0} aria-label={label} onClick={touch}>
      {children}
    </section>
  )
}
