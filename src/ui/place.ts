import type { Box } from './arrows.ts'

/**
 * Where a popup of this size goes beside its anchor (CSS px): below it and level with its left edge, above it where
 * there is more room, and always within the window.
 */
export function placeBeside(
  anchor: Box,
  popup: { width: number; height: number },
  window: { width: number; height: number },
): { left: number; top: number } {
  const gap = 8
  const below = anchor.bottom + gap
  const above = anchor.top - gap - popup.height
  const fitsBelow = below + popup.height <= window.height - gap
  const wanted = fitsBelow || window.height - anchor.bottom >= anchor.top ? below : above
  const within = (at: number, size: number, room: number) => Math.max(gap, Math.min(at, room - size - gap))
  return {
    left: within(anchor.left, popup.width, window.width),
    top: within(wanted, popup.height, window.height),
  }
}
