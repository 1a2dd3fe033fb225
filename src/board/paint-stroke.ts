import { across, breadth, breadthAt, type Colour, type Point, type Style } from '../../core/ink/measures.ts'
import { markerAlpha } from './palette.ts'

/** A sharper turn is a corner, as in 折 and 钩; others are rounded. Cosine of the angle between the two directions. */
const cornerCosine = 0.5

/** How far a curve's handle may lie from the line, units: the curve then stays within the bound of what was left out. */
const mostAside = 5

/**
 * Draws a stroke. The same points come to the same pixels, whoever draws them.
 *
 * @param width of the page, in pixels of the canvas
 */
export function paintStroke(
  to: CanvasRenderingContext2D,
  style: Style,
  points: readonly Point[],
  colours: Record<Colour, string>,
  width: number,
): void {
  const [first] = points
  if (!first) return
  const scale = width / across
  to.strokeStyle = to.fillStyle = colours[style.colour]
  to.lineCap = to.lineJoin = 'round'
  to.globalAlpha = style.tool === 'marker' ? markerAlpha : 1
  if (points.length === 1) paintDot(to, first, breadthAt(style, first.pressure) * scale, scale)
  else paintLines(to, style, points, scale)
  to.globalAlpha = 1
}

function paintDot(to: CanvasRenderingContext2D, { x, y }: Point, broad: number, scale: number): void {
  to.beginPath()
  to.arc(x * scale, y * scale, broad / 2, 0, 2 * Math.PI)
  to.fill()
}

/** Points pressed alike are one line, since each line costs an old tablet about as much. */
function paintLines(to: CanvasRenderingContext2D, style: Style, points: readonly Point[], scale: number): void {
  let pressure = -1
  for (let n = 1; n < points.length; n++) {
    const [a, b] = [points[n - 1], points[n]]
    if (!a || !b) break
    const pressed = style.tool === 'marker' ? 0 : Math.round((a.pressure + b.pressure) / 2)
    if (pressed !== pressure) {
      if (pressure >= 0) to.stroke()
      pressure = pressed
      to.beginPath()
      to.lineWidth = (style.tool === 'marker' ? breadth(style) : breadthAt(style, pressed)) * scale
      to.moveTo(a.x * scale, a.y * scale)
    }
    const [out, into] = [handle(points, n - 1, 1), handle(points, n, -1)]
    to.bezierCurveTo(out.x * scale, out.y * scale, into.x * scale, into.y * scale, b.x * scale, b.y * scale)
  }
  to.stroke()
}

/** Where a curve heads for from a point, a third of the way to the next (`way` 1) or the one before (`way` -1). */
function handle(points: readonly Point[], n: number, way: 1 | -1): { x: number; y: number } {
  const here = points[n]
  const next = points[n + way]
  const before = points[n - way]
  if (!here || !next) return here ?? { x: 0, y: 0 }
  const far = Math.hypot(next.x - here.x, next.y - here.y)
  if (!before || far === 0) return here
  const back = Math.hypot(here.x - before.x, here.y - before.y)
  const turn = (next.x - here.x) * (here.x - before.x) + (next.y - here.y) * (here.y - before.y)
  if (back === 0 || turn < cornerCosine * far * back) return here
  const [x, y] = [next.x - before.x, next.y - before.y]
  const aside = Math.abs(x * (next.y - here.y) - y * (next.x - here.x)) / far
  const length = Math.min(Math.min(far, back) / 3 / Math.hypot(x, y), aside > 0 ? mostAside / aside : 1)
  return { x: here.x + x * length, y: here.y + y * length }
}
