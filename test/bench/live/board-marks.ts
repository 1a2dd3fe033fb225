import type { PenSample } from '../../../core/ink/pen.ts'

/** A place of a page at which nothing is drawn before this stroke comes there: by it one sees whether it has. */
export interface Mark {
  /** Units of the page. */
  x: number
  y: number
  /** Its stroke among those of the page, and the last sample of it from which a pen does not reach the place yet. */
  stroke: number
  before: number
  /** When the stroke begins and ends, as its samples say. */
  begins: number
  ends: number
}

/** Units: half of a pen's breadth, and how far all that was drawn before is away. */
const [reach, clear] = [9, 30]

/** In the middle of each stroke of a page, where that is a place of its own. */
export function marksOf(strokes: readonly (readonly PenSample[])[]): Mark[] {
  return strokes.flatMap((samples, stroke) => {
    const [first, last, { x, y } = { x: 0, y: 0 }] = [
      samples[0],
      samples[samples.length - 1],
      samples[samples.length >> 1],
    ]
    const isNear = (far: number) => (one: PenSample) => Math.hypot(one.x - x, one.y - y) < far
    if (!first || !last || strokes.slice(0, stroke).some((one) => one.some(isNear(clear)))) return []
    const before = Math.max(0, samples.findIndex(isNear(reach)) - 1)
    return [{ ...{ x, y, stroke, before }, begins: first.at, ends: last.at }]
  })
}
