import { across } from '../../core/ink/measures.ts'
import type { PenSample } from '../../core/ink/pen.ts'
import type { Desk, DeskTool, Shown } from './desk.ts'

/** Of `PointerEvent.buttons`: a pen's other end, and the button on its side (Pointer Events, 10.1.3). */
const otherEnd = 32
const sideButton = 2

/**
 * Draws with what touches an element: pen, finger or mouse, the first one that comes. Where a pen has been, fingers are hands
 * that lie on the glass. All that the digitizer saw between two frames is drawn.
 *
 * @param changed what is under the pen looks different
 * @returns what ends it
 */
export function drawWith(
  element: HTMLElement,
  desk: Desk,
  shown: () => readonly Shown[],
  changed: () => void,
): () => void {
  let drawing: number | undefined
  let penWasHere = false

  const sample = (event: PointerEvent): PenSample => {
    const { left, top, width } = element.getBoundingClientRect()
    return {
      x: ((event.clientX - left) / width) * across,
      y: ((event.clientY - top) / width) * across,
      // A mouse says 0.5, and many a finger 0 or 1, whatever it does.
      pressure: event.pointerType === 'pen' ? event.pressure : undefined,
      at: desk.now - Math.max(0, performance.now() - event.timeStamp),
    }
  }

  const down = (event: PointerEvent) => {
    if (event.pointerType === 'pen') {
      // The hand came down before the pen.
      if (!penWasHere && drawing !== undefined) {
        drawing = undefined
        desk.cancel()
      }
      penWasHere = true
    } else if (penWasHere && event.pointerType === 'touch') return
    if (drawing !== undefined || (event.button > 0 && event.pointerType === 'mouse')) return
    event.preventDefault()
    drawing = event.pointerId
    capture(element, event.pointerId)
    desk.down(sample(event), shown, turnedOver(event))
    changed()
  }
  const move = (event: PointerEvent) => {
    const hovers = drawing === undefined && desk.inHand.getState().tool === 'pointer' && event.pointerType !== 'touch'
    if (event.pointerId !== drawing && !hovers) return
    const between = event.getCoalescedEvents()
    for (const each of between.length > 0 ? between : [event]) desk.move(sample(each), shown)
    changed()
  }
  const end = () => {
    drawing = undefined
    desk.up()
    changed()
  }
  const up = (event: PointerEvent) => {
    if (event.pointerId !== drawing) return
    end()
    if (event.pointerType === 'touch') desk.point(undefined)
  }
  const leave = () => {
    if (drawing === undefined) desk.point(undefined)
  }

  const heard = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, pointerleave: leave } as const
  const kinds = Object.keys(heard) as (keyof typeof heard)[]
  for (const kind of kinds) element.addEventListener(kind, heard[kind])
  return () => {
    for (const kind of kinds) element.removeEventListener(kind, heard[kind])
    desk.up()
  }
}

function turnedOver({ pointerType, buttons }: PointerEvent): DeskTool | undefined {
  return pointerType === 'pen' && (buttons & (otherEnd | sideButton)) !== 0 ? 'eraser' : undefined
}

/** So that a stroke goes on beyond the edge. */
function capture(element: HTMLElement, pointer: number): void {
  try {
    element.setPointerCapture(pointer)
  } catch (error) {
    console.info('pointer:', error) // lifted in the meantime, or made by a test
  }
}
