import { useEffect, useRef } from 'preact/hooks'

/** The share of a sheet's width at either side that turns the page when touched. */
const edge = 0.15

/** Where a key leads among `count` pages from 0: a clicker sends Page Up and Page Down, a remote or keyboard arrows. */
export function pageAfterKey(key: string, page: number, count: number): number | undefined {
  const within = (wanted: number) => Math.max(0, Math.min(wanted, count - 1))
  switch (key) {
    case 'PageDown':
    case 'ArrowRight':
    case ' ':
      return within(page + 1)
    case 'PageUp':
    case 'ArrowLeft':
      return within(page - 1)
    case 'Home':
      return 0
    case 'End':
      return within(count - 1)
  }
  return undefined
}

/** Where a touch on the sheet leads: back at its left edge, on at its right. @param at from 0 at the left to 1 */
export function pageAfterTouch(at: number, page: number, count: number): number {
  if (at < edge) return Math.max(0, page - 1)
  return at > 1 - edge ? Math.min(count - 1, page + 1) : page
}

/** Keys that turn pages also while a button has the focus: it has no use for them itself. */
const always = new Set(['PageUp', 'PageDown', 'Home', 'End'])

/**
 * Turns pages by clicker, remote and keyboard. Arrows and space turn unless a control has the focus, so that a remote
 * can walk the buttons; they are heard before the arrows that move the focus.
 */
export function useTurning(page: number, count: number, turn: (to: number) => void): void {
  // A clicker may be pressed again before the page that it asked for is drawn.
  const now = useRef({ page, count, turn })
  now.current = { page, count, turn }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || document.querySelector('dialog[open]'))
        return
      if (!always.has(event.key) && isControl(document.activeElement)) return
      const { page, count, turn } = now.current
      const to = count > 0 ? pageAfterKey(event.key, page, count) : undefined
      if (to === undefined) return
      event.preventDefault()
      if (to === page) return
      now.current = { page: to, count, turn }
      turn(to)
    }
    document.addEventListener('keydown', press, true)
    return () => document.removeEventListener('keydown', press, true)
  }, [])
}

function isControl(element: Element | null): boolean {
  return element?.matches('button, a, input, textarea, select, [role=spinbutton]') === true
}
