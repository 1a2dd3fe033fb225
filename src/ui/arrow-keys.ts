/** A remote control has arrows and OK, no Tab: arrows move among what can be pressed, to the nearest in that direction. */
export function followArrows(): () => void {
  addEventListener('keydown', move)
  return () => removeEventListener('keydown', move)
}

const directions: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

function move(event: KeyboardEvent): void {
  const direction = directions[event.key]
  const from = document.activeElement
  if (!direction || event.defaultPrevented || from?.matches('input, textarea, select, [role=slider]')) return
  const targets = [...document.querySelectorAll<HTMLElement>('a[href], button:not(:disabled)')].filter(
    (one) => one !== from && one.offsetParent !== null,
  )
  const start = from && from !== document.body ? middle(from) : { x: innerWidth / 2, y: 0 }
  const [dx, dy] = direction
  let best: HTMLElement | undefined
  let least = Number.POSITIVE_INFINITY
  for (const target of targets) {
    const { x, y } = middle(target)
    const along = (x - start.x) * dx + (y - start.y) * dy
    const across = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx)
    const far = along + 2.5 * across
    if (along > 1 && far < least) {
      best = target
      least = far
    }
  }
  if (!best) return
  event.preventDefault()
  best.focus()
}

function middle(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}
