import { ByteWriter } from './bytes.ts'
import { writeHead, writePoint } from './coding.ts'
import { across, fullPressure, lastTick, lastX, lastY, mostBytes, type Point, type Style, tickMs } from './measures.ts'
import type { PageRef } from './page-ref.ts'
import { PieceWriter } from './piece.ts'
import { type PenPoint, Simplifier } from './simplify.ts'

/** Where a pen is. */
export interface PenSample {
  /** In units of the page: from 0 to 4096 across, and to 4096 times its aspect down. They need not be whole. */
  x: number
  y: number
  /** 0 to 1; `undefined` of a finger or mouse. */
  pressure?: number | undefined
  /** Room time, ms. */
  at: number
}

/** A stroke that was finished. `tick` is when it began, and its name among its writer's strokes in the room. */
export interface FinishedStroke {
  page: PageRef
  tick: number
  bytes: Uint8Array
}

/** Why a sample does not become a point. `outside`: the stroke ended at the edge, and goes on as another one inside. */
export type SampleRefusal = 'not-a-number' | 'outside' | 'no-pen' | 'too-late'

/** A point takes at most 13 bytes, and what is drawn till the end is kept in two. */
const reserve = 40

/** How far a stroke has to have come for a piece to tell where the pen is before a turn does, units: 10 px of 1920. */
const worthTelling = 24

interface Open {
  page: PageRef
  style: Style
  aspect: number
  stroke: Writing | undefined
  last: PenSample | undefined
}

interface Writing {
  tick: number
  from: number
  simplifier: Simplifier
  coding: ByteWriter
  before: Point
  /** How much of the coding has gone into pieces. */
  sent: number
}

/**
 * What one writer draws in a room: samples in, finished strokes and pieces out. The pieces of a stroke,
 * put together, are its coding to the byte.
 */
export class InkPen {
  readonly #finished: (stroke: FinishedStroke) => void
  #lastTick: number
  #open: Open | undefined
  readonly #unsent: (FinishedStroke & { sent: number })[] = []

  /** @param lastTick of the writer's strokes so far, as after a reload: no two have one name */
  constructor(finished: (stroke: FinishedStroke) => void, lastTick = 0) {
    this.#finished = finished
    this.#lastTick = lastTick
  }

  /** The stroke under the pen, as far as it is kept. */
  get drawing(): { tick: number; page: PageRef; bytes: Uint8Array } | undefined {
    const { stroke, page } = this.#open ?? {}
    return stroke && page ? { tick: stroke.tick, page, bytes: stroke.coding.slice() } : undefined
  }

  /** @param aspect of the page, height by width; at most 4 */
  down(page: PageRef, aspect: number, style: Style, sample: PenSample): SampleRefusal | undefined {
    this.up()
    this.#open = { page, style, aspect: Math.min(aspect, 4), stroke: undefined, last: undefined }
    return this.move(sample)
  }

  move(sample: PenSample): SampleRefusal | undefined {
    const open = this.#open
    if (!open) return 'no-pen'
    if (![sample.x, sample.y, sample.at, sample.pressure ?? 0].every(Number.isFinite)) return 'not-a-number'
    if (sample.x < 0 || sample.x > across || sample.y < 0 || sample.y > across * open.aspect) {
      this.#end()
      open.last = undefined
      return 'outside'
    }
    const tick = Math.max(1, Math.floor(sample.at / tickMs))
    if (tick > lastTick - 1) return 'too-late'
    if (open.stroke && open.stroke.coding.length > mostBytes - reserve) {
      const { last } = open
      this.#end()
      if (last) this.#begin(open, last, tick)
    }
    if (open.stroke) open.stroke.simplifier.add(penPoint(sample, tick - open.stroke.from))
    else this.#begin(open, sample, tick)
    open.last = sample
    return undefined
  }

  /** The pen is lifted. */
  up(): void {
    this.#end()
    this.#open = undefined
  }

  /** What was drawn since the last piece; `undefined` when there is nothing. What finds no room comes with the next. */
  piece(): Uint8Array<ArrayBuffer> | undefined {
    const open = this.#open
    open?.stroke?.simplifier.catchUp(worthTelling)
    const piece = new PieceWriter()
    while (this.#unsent[0] && piece.add(this.#unsent[0], this.#unsent[0].sent, true)) this.#unsent.shift()
    const writing = open?.stroke
    if (writing && this.#unsent.length === 0 && writing.coding.length > writing.sent) {
      const bytes = writing.coding.slice()
      if (piece.add({ page: open.page, tick: writing.tick, bytes }, writing.sent, false)) writing.sent = bytes.length
    }
    return piece.bytes()
  }

  #begin(open: Open, sample: PenSample, tick: number): void {
    const name = Math.max(tick, this.#lastTick + 1)
    this.#lastTick = name
    const coding = new ByteWriter()
    const simplifier = new Simplifier(penPoint(sample, 0), (point) => {
      writePoint(coding, writing.before, point)
      writing.before = point
    })
    const writing: Writing = { tick: name, from: tick, simplifier, coding, before: simplifier.first, sent: 0 }
    writeHead(coding, open.style, simplifier.first)
    open.stroke = writing
  }

  #end(): void {
    const open = this.#open
    if (!open?.stroke) return
    const { simplifier, tick, sent, coding } = open.stroke
    simplifier.end()
    open.stroke = undefined
    const stroke = { page: open.page, tick, bytes: coding.slice() }
    this.#unsent.push({ ...stroke, sent })
    this.#finished(stroke)
  }
}

function penPoint({ x, y, pressure = 0.5 }: PenSample, tick: number): PenPoint {
  return {
    x: Math.min(x, lastX),
    y: Math.min(y, lastY),
    pressure: Math.min(1, Math.max(0, pressure)) * fullPressure,
    tick,
  }
}
