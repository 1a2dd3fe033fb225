import { useEffect } from 'preact/hooks'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** A box on the screen, in CSS px. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/**
 * Lets a remote control reach everything on the projector: its arrows move the focus to what lies that way. On a desk
 * or a tablet arrows scroll, as everywhere. A screen that needs an arrow for itself, as a lesson turning pages, calls
 * `preventDefault` on the key first.
 */
export function useArrows(on: boolean): void {
  useEffect(() => {
    if (!on) return
    document.addEventListener('keydown', moveFocus)
    return () => document.removeEventListener('keydown', moveFocus)
  }, [on])
}

/** The index of the box that one expects to reach from `from`, or undefined when nothing lies that way. */
export function nextBox(from: Box, boxes: readonly Box[], direction: Direction): number | undefined {
  let best: number | undefined
  let least = Number.POSITIVE_INFINITY
  boxes.forEach((box, index) => {
    const [ahead, aside] = distances(from, box, direction)
    const cost = ahead + 3 * aside
    if (cost >= least) return
    best = index
    least = cost
  })
  return best
}

/** How far a box lies ahead, and how far beside the way there. */
function distances(from: Box, to: Box, direction: Direction): readonly [ahead: number, aside: number] {
  const sideways = direction === 'left' || direction === 'right'
  const [along, across] = sideways ? ([spanX, spanY] as const) : ([spanY, spanX] as const)
  const [start, end] = along(from)
  const [low, high] = along(to)
  const ahead = direction === 'right' || direction === 'down' ? low - end : start - high
  const [a, b] = across(from)
  const [c, d] = across(to)
  // Among those straight ahead, the one nearest to the middle.
  const offMiddle = Math.abs(a + b - c - d) / 200
  // Some overlap is forgiven, for rows are seldom set to the pixel.
  const forgiven = Math.min(end - start, high - low) / 2
  return [ahead > -forgiven ? Math.max(0, ahead) : Number.POSITIVE_INFINITY, Math.max(0, c - b, a - d) + offMiddle]
}

const spanX = (box: Box) => [box.left, box.right] as const
const spanY = (box: Box) => [box.top, box.bottom] as const

const keys: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

function moveFocus(event: KeyboardEvent): void {
  if (document.documentElement.dataset.surface !== 'projector') return
  const direction = keys[event.key]
  if (!direction || event.defaultPrevented || event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return
  const here = document.activeElement
  if (here?.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=tab]'))
    return
  const within = document.querySelector('dialog[open]') ?? document.body
  const reachable = [...within.querySelectorAll<HTMLElement>(focusable)].filter((each) => each.getClientRects().length)
  const others = reachable.filter((each) => each !== here)
  const ahead = here
    ? nextBox(
        here.getBoundingClientRect(),
        others.map((each) => each.getBoundingClientRect()),
        direction,
      )
    : undefined
  // From the title, where a screen opens, the way goes to what lies that way too; from nowhere, to the first.
  const isNowhere = !here || here === document.body || (ahead === undefined && reachable.length === others.length)
  const next = isNowhere ? reachable[0] : others[ahead ?? -1]
  if (!next) return
  event.preventDefault()
  next.focus()
}

const focusable = 'a[href], button:not(:disabled), input, select, textarea, summary, [tabindex]:not([tabindex="-1"])'
