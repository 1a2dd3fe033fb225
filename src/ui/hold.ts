import type { TargetedEvent, TargetedPointerEvent } from 'preact'
import { useRef } from 'preact/hooks'

const holdMs = 500
/** CSS px a resting finger may slip, infrared frames being restless. */
const slip = 12

/** Handlers that tell a long press, a right click or the menu key; the click that ends a long press is swallowed. */
export function useHold(onHold: () => void) {
  const press = useRef({ x: 0, y: 0, timer: 0, held: false })
  const end = () => clearTimeout(press.current.timer)
  const hold = () => {
    press.current.held = true
    onHold()
  }
  return {
    onPointerDown: ({ clientX: x, clientY: y }: TargetedPointerEvent<HTMLElement>) => {
      end()
      press.current = { x, y, held: false, timer: window.setTimeout(hold, holdMs) }
    },
    onPointerMove: ({ clientX, clientY }: TargetedPointerEvent<HTMLElement>) => {
      if (Math.hypot(clientX - press.current.x, clientY - press.current.y) > slip) end()
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: end,
    onContextMenu: (event: TargetedEvent<HTMLElement>) => {
      event.preventDefault()
      end()
      hold()
    },
    onClickCapture: (event: TargetedEvent<HTMLElement>) => {
      if (!press.current.held) return
      press.current.held = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
