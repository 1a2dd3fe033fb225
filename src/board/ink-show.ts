import { type Erasure, type InkBoard, type InkStroke, isErased, type StrokeName } from '../../core/ink/board.ts'
import { type InkRefusal, readStroke, type Stroke } from '../../core/ink/coding.ts'
import { across, type Colour, type Point, type Style, tickMs } from '../../core/ink/measures.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { boxOf } from '../../core/ink/touched.ts'
import { paintStroke } from './paint-stroke.ts'

/** A stroke that is being drawn here: it is not yet, or not wholly, in the room's ink. */
export interface OwnStroke {
  style: Style
  points: readonly Point[]
}

interface Known {
  ink: InkStroke
  stroke: Stroke
  /** When its last point was drawn. Ticks of the room. */
  end: number
  erasures: readonly Erasure[]
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/**
 * Shows the ink of one page at a time on two canvases, one above the other: what is finished, which is added to, and what is
 * under a pen, which is drawn anew. What is erased, or comes late between others, costs what lies there.
 */
export class InkShow {
  readonly #board: InkBoard
  readonly #finished: CanvasRenderingContext2D
  readonly #live: CanvasRenderingContext2D
  readonly #known = new Map<StrokeName, Known>()
  /** What has changed on the page and was not looked at since. */
  readonly #changed = new Set<StrokeName>()
  #news: { from: number; to: number } | undefined
  #page: PageRef
  #colours: Record<Colour, string>
  /** All of the page, the first drawn first. */
  #strokes: Known[] | undefined
  #refused: InkRefusal | undefined
  /** What the lower canvas shows. */
  #painted: Known[] = []
  #liveBox: Box | undefined
  readonly #end: () => void

  constructor(
    board: InkBoard,
    [finished, live]: readonly [CanvasRenderingContext2D, CanvasRenderingContext2D],
    page: PageRef,
    colours: Record<Colour, string>,
  ) {
    this.#board = board
    this.#finished = finished
    this.#live = live
    this.#page = page
    this.#colours = colours
    this.#end = board.onChange((of, stroke) => {
      if (of === this.#page) this.#changed.add(stroke)
    })
  }

  close(): void {
    this.#end()
  }

  /** Another page, other colours, or canvases of another size: all is drawn anew with the next `show`. */
  restart(page: PageRef, colours: Record<Colour, string>): void {
    if (page !== this.#page) {
      this.#known.clear()
      this.#strokes = undefined
      this.#refused = undefined
    }
    this.#page = page
    this.#colours = colours
    this.#painted = []
    for (const each of [this.#finished, this.#live]) each.clearRect(0, 0, each.canvas.width, each.canvas.height)
    this.#liveBox = undefined
  }

  /**
   * Shows the page as it was.
   *
   * @param at room time, ms; infinity for all there is
   * @param own what is being drawn here
   * @returns what the next moments bring: `moving`, something is being drawn; `waiting`, something that is here begins, or goes, later
   */
  show(at: number, own?: OwnStroke): 'moving' | 'waiting' | 'still' {
    const tick = at / tickMs
    const finished: Known[] = []
    const live: Known[] = []
    let waiting = false
    for (const each of this.#all()) {
      const erased = isErased(each.erasures, tick)
      if (each.ink.tick > tick || erased !== isErased(each.erasures, Number.POSITIVE_INFINITY)) waiting = true
      if (each.ink.tick > tick || erased) continue
      if (each.ink.whole && each.end <= tick) finished.push(each)
      else live.push(each)
    }
    this.#paintFinished(finished)
    this.#paintLive(live, tick, own)
    if (live.some(({ end }) => end > tick)) return 'moving'
    return waiting ? 'waiting' : 'still'
  }

  /** When what came since one asked last was drawn: what the pace of a live screen goes by. Room time, ms. */
  news(): { from: number; to: number } | undefined {
    this.#all()
    const news = this.#news
    this.#news = undefined
    return news && { from: news.from * tickMs, to: news.to * tickMs }
  }

  /** Why the last stroke of the page that cannot be shown cannot be. */
  get refused(): InkRefusal | undefined {
    return this.#refused
  }

  /** What shows, for a rubber. */
  shown(): readonly { ink: InkStroke; stroke: Stroke }[] {
    return this.#all().filter(({ erasures }) => !isErased(erasures, Number.POSITIVE_INFINITY))
  }

  /** A page may have tens of thousands of strokes that were wiped off long ago: only what has changed is looked at. */
  #all(): readonly Known[] {
    if (!this.#strokes) {
      this.#strokes = this.#board.all(this.#page).flatMap((ink) => this.#read(ink) ?? [])
      this.#changed.clear()
      this.#news = undefined
    }
    for (const name of this.#changed) this.#look(this.#strokes, name)
    this.#changed.clear()
    return this.#strokes
  }

  #look(strokes: Known[], name: StrokeName): void {
    const ink = this.#board.stroke(name)
    const before = this.#known.get(name)
    if (before && ink?.page === this.#page && same(before.ink.bytes, ink.bytes)) {
      Object.assign(before, { ink, erasures: this.#board.erasures(name) })
      return
    }
    // What is new is nearly always the last.
    if (before) strokes.splice(strokes.lastIndexOf(before), 1)
    this.#known.delete(name)
    const now = ink?.page === this.#page ? this.#read(ink) : undefined
    if (!now) return
    let place = strokes.length
    while (place > 0 && isBefore(now.ink, strokes[place - 1]?.ink)) place--
    strokes.splice(place, 0, now)
    const first = now.stroke.points[before?.stroke.points.length ?? 0]?.tick
    if (first === undefined) return
    const from = Math.min(this.#news?.from ?? Number.POSITIVE_INFINITY, now.ink.tick + first)
    this.#news = { from, to: Math.max(this.#news?.to ?? 0, now.end) }
  }

  #read(ink: InkStroke): Known | undefined {
    const reading = readStroke(ink.bytes)
    if (!reading.ok) {
      if (ink.whole) this.#refused = reading.why
      return undefined
    }
    const { stroke } = reading
    const end = ink.tick + (stroke.points[stroke.points.length - 1]?.tick ?? 0)
    const known = { ink, stroke, end, erasures: this.#board.erasures(ink.name) }
    this.#known.set(ink.name, known)
    return known
  }

  #paintFinished(wanted: Known[]): void {
    const before = this.#painted
    let alike = 0
    while (alike < before.length && alike < wanted.length && before[alike] === wanted[alike]) alike++
    if (alike === before.length && alike === wanted.length) return
    this.#painted = wanted
    const width = this.#finished.canvas.width
    if (alike === before.length) {
      for (const { stroke } of wanted.slice(alike)) this.#paint(this.#finished, stroke, width)
      return
    }
    const [had, has] = [new Set(before), new Set(wanted)]
    const changed = [...before.filter((each) => !has.has(each)), ...wanted.filter((each) => !had.has(each))]
    this.#repaint(changed.map(({ stroke }) => boxOf(stroke)).reduce(around))
  }

  /** Draws anew what lies in a box. Its edges are whole pixels, so that what is drawn is what was there. */
  #repaint(box: Box): void {
    const to = this.#finished
    const width = to.canvas.width
    const { left, top, right, bottom } = inPixels(box, width)
    to.save()
    to.beginPath()
    to.rect(left, top, right - left, bottom - top)
    to.clip()
    to.clearRect(left, top, right - left, bottom - top)
    for (const { stroke } of this.#painted) if (overlap(boxOf(stroke), box)) this.#paint(to, stroke, width)
    to.restore()
  }

  #paintLive(live: readonly Known[], tick: number, own: OwnStroke | undefined): void {
    const to = this.#live
    if (this.#liveBox) {
      const { left, top, right, bottom } = inPixels(this.#liveBox, to.canvas.width)
      to.clearRect(left, top, right - left, bottom - top)
      this.#liveBox = undefined
    }
    const drawn = live.map(({ ink, stroke }) => ({ ...stroke, points: until(stroke.points, tick - ink.tick) }))
    for (const each of own ? [...drawn, own] : drawn) {
      this.#paint(to, each, to.canvas.width)
      this.#liveBox = this.#liveBox ? around(this.#liveBox, boxOf(each)) : boxOf(each)
    }
  }

  #paint(to: CanvasRenderingContext2D, { style, points }: Stroke, width: number): void {
    paintStroke(to, style, points, this.#colours, width)
  }
}

/** The points up to a tick of the stroke, the last on the way to the next. */
function until(points: readonly Point[], tick: number): readonly Point[] {
  const next = points.findIndex((point) => point.tick > tick)
  if (next <= 0) return points
  const [from, to] = [points[next - 1], points[next]]
  if (!from || !to) return points
  const share = (tick - from.tick) / (to.tick - from.tick)
  const tip = {
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    pressure: from.pressure + (to.pressure - from.pressure) * share,
    tick,
  }
  return [...points.slice(0, next), tip]
}

/** As `InkBoard.all` has them in order. */
function isBefore(a: InkStroke, b: InkStroke | undefined): boolean {
  return b !== undefined && (a.tick < b.tick || (a.tick === b.tick && a.by < b.by))
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((byte, n) => byte === b[n]))
}

function around(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
}

function inPixels({ left, top, right, bottom }: Box, width: number): Box {
  const scale = width / across
  return {
    left: Math.floor(left * scale),
    top: Math.floor(top * scale),
    right: Math.ceil(right * scale),
    bottom: Math.ceil(bottom * scale),
  }
}
