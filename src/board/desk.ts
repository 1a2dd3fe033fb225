import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeviceId } from '../../core/facts/ids.ts'
import { type InkBoard, type InkStroke, type StrokeName, strokeName } from '../../core/ink/board.ts'
import type { Stroke } from '../../core/ink/coding.ts'
import { type DrawnStroke, inkText } from '../../core/ink/drawn.ts'
import type { ErasedStrokes } from '../../core/ink/erased.ts'
import { type Colour, fullPressure, lastTick, type Point, tickMs, type Width } from '../../core/ink/measures.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { type FinishedStroke, InkPen, type PenSample } from '../../core/ink/pen.ts'
import { writePointer } from '../../core/ink/pointer.ts'
import { touches } from '../../core/ink/touched.ts'
import type { OwnStroke } from './ink-show.ts'
import type { PointedAt } from './pointer-dot.tsx'

export const deskTools = ['pen', 'marker', 'eraser', 'pointer'] as const
export type DeskTool = (typeof deskTools)[number]

export interface InHand {
  tool: DeskTool
  colour: Colour
  width: Width
  /** Something can be undone on this page. */
  undoable: boolean
  pointing: PointedAt | undefined
  page: PageRef
  /** Of the page, height by width. */
  aspect: number
}

/** What a desk says to the room. Facts are for good, signals for now. */
export interface ToRoom {
  drawn(stroke: DrawnStroke): void
  erased(strokes: ErasedStrokes): void
  /** A piece of ink, or where the pointer is. */
  signal(bytes: Uint8Array<ArrayBuffer>): void
}

/** A stroke that shows on the page. */
export interface Shown {
  ink: InkStroke
  stroke: Stroke
}

/** A rubber's breadth, units: a finger on a projector. */
const rubber = 60

interface Act {
  page: PageRef
  what: 'drew' | 'erased'
  strokes: StrokeName[]
}

/**
 * What one writer has in hand, and does on the board. What is drawn and erased is in the room's ink at once, and is told to the
 * room: signals as often as the line carries them, facts when something is done.
 */
export class Desk {
  readonly inHand: StoreApi<InHand>
  readonly board: InkBoard
  readonly #by: DeviceId
  readonly #clock: () => number
  readonly #toRoom: ToRoom
  readonly #pen: InkPen
  #own: OwnStroke | undefined
  #rubbing: PenSample | undefined
  #rubbed: StrokeName[] = []
  #untold: StrokeName[] = []
  #told: PointedAt | undefined
  #acts: Act[] = []
  /** The last act before what is being done. */
  #before: Act | undefined

  /** @param aspect height by width; @param clock room time, ms */
  constructor(board: InkBoard, by: DeviceId, page: PageRef, aspect: number, clock: () => number, toRoom: ToRoom) {
    this.board = board
    this.#by = by
    this.inHand = createStore<InHand>(() => ({
      ...({ tool: 'pen', colour: 'ink', width: 'medium', undoable: false, pointing: undefined } as const),
      ...{ page, aspect },
    }))
    this.#clock = clock
    this.#toRoom = toRoom
    this.#pen = new InkPen((stroke) => this.#finished(stroke), board.lastTick(by))
    this.#look()
  }

  /** The stroke under the pen. */
  get own(): OwnStroke | undefined {
    return this.#own && this.#own.points.length > 0 ? this.#own : undefined
  }

  /** Room time, ms. */
  get now(): number {
    return this.#clock()
  }

  turn(page: PageRef, aspect: number): void {
    this.up()
    this.point(undefined)
    this.inHand.setState({ page, aspect })
    this.#look()
  }

  take(more: Partial<Pick<InHand, 'tool' | 'colour' | 'width'>>): void {
    this.up()
    this.point(undefined)
    this.inHand.setState(more)
  }

  /** @param shown what a rubber may touch; @param tool another than that in hand, as a pen that is turned over */
  down(sample: PenSample, shown: () => readonly Shown[], tool = this.inHand.getState().tool): void {
    this.up()
    this.#before = this.#acts[this.#acts.length - 1]
    if (tool === 'pointer') this.point(sample)
    else if (tool === 'eraser') this.#rub(sample, sample, shown())
    else {
      const { colour, width, page, aspect } = this.inHand.getState()
      const style = { tool, colour, width }
      const refused = this.#pen.down(page, aspect, style, sample) !== undefined
      this.#own = { style, points: refused ? [] : [roughly(sample)] }
    }
  }

  move(sample: PenSample, shown: () => readonly Shown[]): void {
    if (this.#rubbing) this.#rub(this.#rubbing, sample, shown())
    else if (this.#own) this.#draw(sample, this.#own)
    else if (this.inHand.getState().tool === 'pointer') this.point(sample)
  }

  up(): void {
    this.#pen.up()
    this.#own = undefined
    this.#rubbing = undefined
    if (this.#rubbed.length > 0) this.#did('erased', this.#rubbed)
    this.#rubbed = []
  }

  /** What is being done was not meant: it goes, as if it had not been. */
  cancel(): void {
    this.up()
    while (this.#acts.length > 0 && this.#acts[this.#acts.length - 1] !== this.#before) this.undo()
  }

  point(at: PointedAt | undefined): void {
    if (at || this.inHand.getState().pointing) this.inHand.setState({ pointing: at && { x: at.x, y: at.y } })
  }

  /** What was done last on this page: a stroke goes, what was erased comes back. */
  undo(): void {
    this.up()
    const act = this.#last()
    if (!act) return
    this.#acts = this.#acts.filter((each) => each !== act)
    this.#erase(act.strokes, act.what === 'erased')
    this.#look()
  }

  /** Tells the room what there is since the last time; called as often as the line carries it. */
  tell(): void {
    for (let piece = this.#pen.piece(); piece; piece = this.#pen.piece()) this.#toRoom.signal(piece)
    this.#tellErased()
    const { pointing, page } = this.inHand.getState()
    if (pointing === this.#told) return
    this.#told = pointing
    this.#toRoom.signal(writePointer({ tick: this.#tick(), at: pointing && { page, ...pointing } }))
  }

  #draw(sample: PenSample, { style, points }: OwnStroke): void {
    const refused = this.#pen.move(sample)
    if (refused === 'outside') this.#own = { style, points: [] }
    // `#own` is another one where the stroke had become too long.
    else if (!refused) this.#own = { style, points: [...(this.#own?.points ?? points), roughly(sample)] }
  }

  #finished({ page, tick, bytes }: FinishedStroke): void {
    const drawn = { page, stroke: tick, ink: inkText(bytes) }
    this.board.takeDrawn(this.#by, drawn)
    const last = this.#own?.points[this.#own.points.length - 1]
    if (this.#own) this.#own = { style: this.#own.style, points: last ? [last] : [] }
    this.#did('drew', [strokeName(this.#by, tick)])
    this.#toRoom.drawn(drawn)
  }

  #rub(from: PenSample, to: PenSample, shown: readonly Shown[]): void {
    this.#rubbing = to
    const names = shown.filter(({ stroke }) => touches(stroke, from, to, rubber)).map(({ ink }) => ink.name)
    if (names.length === 0) return
    this.#rubbed.push(...names)
    this.#untold.push(...names)
    this.board.takeErased(this.#by, this.#erasing(names))
  }

  #erase(strokes: readonly StrokeName[], back = false): void {
    this.#tellErased()
    for (let n = 0; n < strokes.length; n += mostAtOnce) {
      const erased = { ...this.#erasing(strokes.slice(n, n + mostAtOnce)), ...(back && { back: true as const }) }
      this.board.takeErased(this.#by, erased)
      this.#toRoom.erased(erased)
    }
  }

  #tellErased(): void {
    while (this.#untold.length > 0) this.#toRoom.erased(this.#erasing(this.#untold.splice(0, mostAtOnce)))
  }

  #erasing(names: readonly StrokeName[]): ErasedStrokes {
    const strokes = names.map((name) => {
      const cut = name.lastIndexOf('/')
      // The name of a stroke is its writer's id and its tick.
      return { by: name.slice(0, cut) as DeviceId, stroke: Number(name.slice(cut + 1)) }
    })
    return { tick: this.#tick(), strokes }
  }

  #tick(): number {
    return Math.min(lastTick, Math.max(1, Math.floor(this.#clock() / tickMs)))
  }

  #did(what: Act['what'], strokes: StrokeName[]): void {
    this.#acts = [...this.#acts.slice(-199), { page: this.inHand.getState().page, what, strokes }]
    this.#look()
  }

  /** What is there from before a reload can still be undone, stroke by stroke. */
  #last(): Act | undefined {
    const { page } = this.inHand.getState()
    const acts = this.#acts.filter((each) => each.page === page)
    if (acts.length > 0) return acts[acts.length - 1]
    const own = this.board.shown(page).filter(({ by }) => by === this.#by)
    const stroke = own[own.length - 1]
    return stroke && { page, what: 'drew', strokes: [stroke.name] }
  }

  #look(): void {
    const undoable = this.#last() !== undefined
    if (undoable !== this.inHand.getState().undoable) this.inHand.setState({ undoable })
  }
}

/** What one fact may erase. */
const mostAtOnce = 500

/** As it is drawn, before it is known which points are needed. */
function roughly({ x, y, pressure = 0.5 }: PenSample): Point {
  return { x, y, pressure: pressure * fullPressure, tick: 0 }
}
