/** How a photo is looked at: how large (1: as large as fits), turned by how many quarters, moved by how much (CSS px). */
export interface View {
  scale: number
  quarters: number
  x: number
  y: number
}

export const wholeView: View = { scale: 1, quarters: 0, x: 0, y: 0 }

const largest = 6

/** Larger or smaller around its middle; never smaller than what fits. */
export function zoomed(view: View, by: number): View {
  const scale = Math.min(largest, Math.max(1, view.scale * by))
  if (scale === 1) return { ...view, scale, x: 0, y: 0 }
  return { ...view, scale, x: (view.x * scale) / view.scale, y: (view.y * scale) / view.scale }
}

export function turned(view: View): View {
  return { ...wholeView, quarters: (view.quarters + 1) % 4 }
}

/** Moved, as far as there is more to see: the middle of the window stays on the photo. @param window CSS px */
export function moved(view: View, dx: number, dy: number, window: { width: number; height: number }): View {
  const within = (at: number, size: number) => {
    const most = (size * (view.scale - 1)) / 2
    return Math.min(most, Math.max(-most, at))
  }
  return { ...view, x: within(view.x + dx, window.width), y: within(view.y + dy, window.height) }
}
