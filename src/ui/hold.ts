import type { TargetedEvent, TargetedMouseEvent, TargetedPointerEvent } from 'preact'
import { useRef } from 'preact/hooks'

const holdMs = 500
/** CSS px a resting finger may slip, infrared frames being restless. */
const slip = 12

/**
 * Handlers that tell a long press, a right click or the menu key; the click that ends a long press is swallowed.
 *
 * @param onTap told of a finger that is lifted where it was put down, in place of the click that comes some 15 ms later on a
 *   slow device; mouse and keys still click
 */
export function useHold(onHold: () => void, onTap?: () => void) {
  /** Of the press that is going on; done: it has come to something, and its click is to come to nothing. */
  const press = useRef({ x: 0, y: 0, timer: 0, done: false, slipped: false })
  const end = () => clearTimeout(press.current.timer)
  const hold = () => {
    press.current.done = true
    onHold()
  }
  return {
    onPointerDown: ({ clientX: x, clientY: y }: TargetedPointerEvent<HTMLElement>) => {
      end()
      press.current = { x, y, done: false, slipped: false, timer: window.setTimeout(hold, holdMs) }
    },
    onPointerMove: ({ clientX, clientY }: TargetedPointerEvent<HTMLElement>) => {
      if (Math.hypot(clientX - press.current.x, clientY - press.current.y) <= slip) return
      end()
      press.current.slipped = true
    },
    onPointerUp: ({ pointerType }: TargetedPointerEvent<HTMLElement>) => {
      end()
      if (!onTap || pointerType !== 'touch' || press.current.done || press.current.slipped) return
      press.current.done = true
      onTap()
    },
    onPointerCancel: end,
    onPointerLeave: end,
    onContextMenu: (event: TargetedEvent<HTMLElement>) => {
      event.preventDefault()
      end()
      hold()
    },
    onClickCapture: (event: TargetedMouseEvent<HTMLElement>) => {
      // A key's click has no finger before it (UI Events, `detail`).
      if (!press.current.done || event.detail === 0) return
      press.current.done = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
