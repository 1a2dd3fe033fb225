import { lastX, lastY, type Point } from './measures.ts'

/** Where the pen was, in units that need not be whole, and at which tick. */
export interface PenPoint {
  x: number
  y: number
  /** 0 to 15, need not be whole. */
  pressure: number
  tick: number
}

/**
 * How wide the way may be that a kept line answers for, units. Behind a turn back it may be √2 of it, and a kept point is
 * rounded by up to √2 / 2: together below `errorBound`.
 */
const reach = 2.25

/** A pressure that differs by more from the last kept one is kept. */
const pressStep = 4

/** A line that lasts longer has a point in it: time goes evenly along it. Ticks. */
const longestLine = 8

/**
 * Keeps the points of a stroke that are needed, as it is drawn: nothing drawn lies further than `errorBound` from the lines
 * between those kept. It remembers the last point kept, the newest, and the fan of directions in which a line from the one
 * would pass near all that was drawn since; what falls out of the fan begins a new line. So each point costs the same,
 * however long the stroke.
 */
export class Simplifier {
  readonly #keep: (point: Point) => void
  #kept: Point
  #newest: PenPoint
  #fan: { middle: number; low: number; high: number } | undefined
  #furthest = 0

  /** @param keep is given each point but the first, which is kept for certain */
  constructor(first: PenPoint, keep: (point: Point) => void) {
    this.#keep = keep
    this.#kept = whole(first)
    this.#newest = first
  }

  get first(): Point {
    return this.#kept
  }

  /** A clock that was put back does not lead back in a stroke. */
  add(sample: PenPoint): void {
    const point = { ...sample, tick: Math.max(sample.tick, this.#newest.tick) }
    if (point.tick - this.#kept.tick > longestLine) this.#rest(point)
    if (!this.#inReach(point)) {
      this.#keepNewest()
      this.#inReach(point)
    }
    this.#newest = point
    if (Math.abs(point.pressure - this.#kept.pressure) > pressStep) this.#keepNewest()
  }

  /** Keeps where the pen is now, if it has come further than so much. */
  catchUp(least: number): void {
    if (Math.hypot(this.#newest.x - this.#kept.x, this.#newest.y - this.#kept.y) > least) this.#keepNewest()
  }

  /** The pen that was lifted: its last place is kept. */
  end(): void {
    const { x, y } = whole(this.#newest)
    if (x !== this.#kept.x || y !== this.#kept.y || this.#newest.tick > this.#kept.tick) this.#keepNewest()
  }

  /** A pen that stood still and goes on did not creep there all the while. */
  #rest(point: PenPoint): void {
    if (this.#newest.tick < point.tick - 2) {
      this.end()
      this.#newest = { ...this.#newest, tick: point.tick - 1 }
    }
    this.#keepNewest()
  }

  #keepNewest(): void {
    this.#kept = whole(this.#newest)
    this.#fan = undefined
    this.#furthest = 0
    this.#keep(this.#kept)
  }

  /** Whether a line from the kept point to this one answers for all between; if so, what is new is within the fan. */
  #inReach({ x, y }: PenPoint): boolean {
    const dx = x - this.#kept.x
    const dy = y - this.#kept.y
    const far = Math.hypot(dx, dy)
    if (far < this.#furthest - reach) return false
    if (far <= reach) return this.#fan === undefined
    const middle = this.#fan?.middle ?? Math.atan2(dy, dx)
    const direction = between(Math.atan2(dy, dx) - middle)
    const open = Math.asin(reach / far)
    const { low, high } = this.#fan ?? { low: -open, high: open }
    if (direction < low || direction > high) return false
    this.#fan = { middle, low: Math.max(low, direction - open), high: Math.min(high, direction + open) }
    this.#furthest = Math.max(this.#furthest, far)
    return true
  }
}

/** A difference of angles, from -π to π. */
function between(angle: number): number {
  return angle > Math.PI ? angle - 2 * Math.PI : angle < -Math.PI ? angle + 2 * Math.PI : angle
}

function whole({ x, y, pressure, tick }: PenPoint): Point {
  return {
    x: Math.min(lastX, Math.max(0, Math.round(x))),
    y: Math.min(lastY, Math.max(0, Math.round(y))),
    pressure: Math.round(pressure),
    tick,
  }
}
