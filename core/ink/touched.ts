import type { Stroke } from './coding.ts'
import { breadth, type Point } from './measures.ts'

interface Spot {
  x: number
  y: number
}

/** Whether a rubber that went straight from one spot to another, so many units broad, touched a stroke. */
export function touches({ style, points }: Stroke, from: Spot, to: Spot, rubber: number): boolean {
  const near = (breadth(style) + rubber) / 2
  const [first] = points
  if (first && points.length === 1) return apart(from, to, first) <= near
  return points.slice(1).some((point, n) => linesApart(from, to, points[n] ?? point, point) <= near)
}

/** The box that a stroke takes up, its breadth and what is drawn softly at its edge included; units. */
export function boxOf({ style, points }: Stroke): { left: number; top: number; right: number; bottom: number } {
  const around = breadth(style) + 8
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  return {
    left: least(xs) - around,
    top: least(ys) - around,
    right: -least(xs.map((x) => -x)) + around,
    bottom: -least(ys.map((y) => -y)) + around,
  }
}

/** A stroke has too many points to be the arguments of `Math.min` on an old browser. */
function least(values: readonly number[]): number {
  return values.reduce((sum, value) => Math.min(sum, value), Number.POSITIVE_INFINITY)
}

function linesApart(a: Spot, b: Spot, c: Point, d: Point): number {
  if (cross(a, b, c, d)) return 0
  return Math.min(apart(c, d, a), apart(c, d, b), apart(a, b, c), apart(a, b, d))
}

/** From a spot to the line between two. */
function apart(a: Spot, b: Spot, spot: Spot): number {
  const far = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
  const along = far === 0 ? 0 : ((spot.x - a.x) * (b.x - a.x) + (spot.y - a.y) * (b.y - a.y)) / far
  const share = Math.min(1, Math.max(0, along))
  return Math.hypot(spot.x - a.x - share * (b.x - a.x), spot.y - a.y - share * (b.y - a.y))
}

function cross(a: Spot, b: Spot, c: Spot, d: Spot): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

function side(a: Spot, b: Spot, spot: Spot): number {
  return Math.sign((b.x - a.x) * (spot.y - a.y) - (b.y - a.y) * (spot.x - a.x))
}
