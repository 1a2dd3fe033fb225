import type { ComponentChildren } from 'preact'

/** A quiet scene of 160 by 120 in the colours of the theme, for where nothing is yet. */
export function Picture({ children }: { children: ComponentChildren }) {
  return (
    <svg
      width="14em"
      height="10.5em"
      viewBox="0 0 160 120"
      fill="var(--sheet)"
      stroke="var(--edge)"
      stroke-width="2.5"
      stroke-linejoin="round"
      stroke-linecap="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}
