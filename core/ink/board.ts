import { type DrawnStroke, inkBytes, inkText } from './drawn.ts'
import type { ErasedStrokes } from './erased.ts'
import type { PageRef } from './page-ref.ts'
import type { Run } from './piece.ts'
import { Pieced } from './pieced.ts'

/** A stroke's name in its room: `DEVICE/TICK`. */
export type StrokeName = string & { readonly __strokeName: true }

export function strokeName(by: string, tick: number): StrokeName {
  return `${by}/${tick}` as StrokeName // by construction
}

/** A stroke as far as it is here. */
export interface InkStroke {
  name: StrokeName
  by: string
  tick: number
  page: PageRef
  /** The coding, from its beginning to behind some point. */
  bytes: Uint8Array
  /** No more comes of it. */
  whole: boolean
}

/** Of a stroke: that it was erased, or brought back. */
export interface Erasure {
  tick: number
  back: boolean
}

/** Strokes of one writer that began and of which no fact has told yet, at most: a pen draws one at a time. */
const mostUntold = 500

/**
 * The ink of a room, from pieces and facts in whatever order they come: pieces before their fact, behind it or without it,
 * twice, an erasing before what it erases. Whoever has had the same ones shows the same.
 */
export class InkBoard {
  readonly #told = new Map<StrokeName, InkStroke>()
  readonly #texts = new Map<StrokeName, string>()
  readonly #pieced = new Map<StrokeName, Pieced>()
  readonly #erased = new Map<StrokeName, (Erasure & { by: string })[]>()
  readonly #onPage = new Map<PageRef, Set<StrokeName>>()
  readonly #heard = new Set<(page: PageRef, stroke: StrokeName) => void>()

  /** Calls back whenever a stroke of a page has come, grown, gone or come back. @returns what ends it */
  onChange(heard: (page: PageRef, stroke: StrokeName) => void): () => void {
    this.#heard.add(heard)
    return () => this.#heard.delete(heard)
  }

  /** @param by the device that drew */
  takePiece(by: string, runs: readonly Run[]): void {
    for (const run of runs) {
      const name = strokeName(by, run.tick)
      if (this.#told.has(name)) continue
      const pieced = this.#pieced.get(name) ?? this.#newPieced(name, by, run.tick)
      if (!pieced.take(run)) continue
      this.#place(name, pieced.page)
      this.#tell(pieced.page, name)
    }
  }

  /** A fact with its ink. Its bytes outrank what pieces said. */
  takeDrawn(by: string, { page, stroke: tick, ink }: DrawnStroke): void {
    const name = strokeName(by, tick)
    const before = this.#told.get(name)
    // The same page's facts are told again and again; that costs next to nothing.
    if (before?.page === page && this.#texts.get(name) === ink) return
    const bytes = inkBytes(ink)
    if (!bytes) return
    // Nobody draws two strokes at once; should two facts say so, all choose the same.
    if (before && inkText(before.bytes) >= ink) return
    this.#keep({ name, by, tick, page, bytes, whole: true })
    if (before && before.page !== page) this.#tell(before.page, name)
  }

  takeErased(by: string, { tick, strokes, ...rest }: ErasedStrokes): void {
    const back = rest.back === true
    for (const each of strokes) {
      const name = strokeName(each.by, each.stroke)
      const marks = this.#erased.get(name) ?? []
      if (marks.some((mark) => mark.tick === tick && mark.by === by && mark.back === back)) continue
      marks.push({ tick, by, back })
      marks.sort((a, b) => a.tick - b.tick || (a.by < b.by ? -1 : a.by > b.by ? 1 : Number(a.back) - Number(b.back)))
      this.#erased.set(name, marks)
      this.#tell(this.stroke(name)?.page, name)
    }
  }

  /**
   * What a page shows, the first drawn first.
   *
   * @param at a tick of the room: as it was then; strokes begun by then are given whole. Now where it is not given
   */
  shown(page: PageRef, at = Number.POSITIVE_INFINITY): InkStroke[] {
    return this.all(page).filter(({ name, tick }) => tick <= at && !this.isErased(name, at))
  }

  /** All that was drawn on a page, what was erased too, the first drawn first. */
  all(page: PageRef): InkStroke[] {
    return [...(this.#onPage.get(page) ?? [])]
      .map((name) => this.stroke(name))
      .filter((stroke): stroke is InkStroke => stroke?.page === page)
      .sort((a, b) => a.tick - b.tick || (a.by < b.by ? -1 : 1))
  }

  /** When a writer's last stroke began that is known here; 0 if there is none. */
  lastTick(by: string): number {
    let last = 0
    for (const each of [...this.#told.values(), ...this.#pieced.values()])
      if (each.by === by) last = Math.max(last, each.tick)
    return last
  }

  stroke(name: StrokeName): InkStroke | undefined {
    const told = this.#told.get(name)
    if (told) return told
    const pieced = this.#pieced.get(name)
    if (pieced?.page === undefined) return undefined
    return { name, by: pieced.by, tick: pieced.tick, page: pieced.page, bytes: pieced.begun, whole: pieced.isWhole }
  }

  isErased(name: StrokeName, at = Number.POSITIVE_INFINITY): boolean {
    return isErased(this.erasures(name), at)
  }

  /** What became of a stroke, the earliest first. */
  erasures(name: StrokeName): readonly Erasure[] {
    return this.#erased.get(name) ?? none
  }

  #place(name: StrokeName, page: PageRef | undefined): void {
    if (page === undefined) return
    const names = this.#onPage.get(page)
    if (names) names.add(name)
    else this.#onPage.set(page, new Set([name]))
  }

  #newPieced(name: StrokeName, by: string, tick: number): Pieced {
    const pieced = new Pieced(by, tick)
    this.#pieced.set(name, pieced)
    const untold = [...this.#pieced].filter(([, each]) => each.by === by)
    if (untold.length > mostUntold) {
      const [oldest] = untold.sort(([, a], [, b]) => a.tick - b.tick)
      if (oldest) this.#pieced.delete(oldest[0])
    }
    return pieced
  }

  #keep(stroke: InkStroke): void {
    this.#told.set(stroke.name, stroke)
    this.#texts.set(stroke.name, inkText(stroke.bytes))
    const pieced = this.#pieced.get(stroke.name)
    this.#pieced.delete(stroke.name)
    this.#place(stroke.name, stroke.page)
    this.#tell(stroke.page, stroke.name)
    if (pieced?.page !== stroke.page) this.#tell(pieced?.page, stroke.name)
  }

  #tell(page: PageRef | undefined, stroke: StrokeName): void {
    if (page !== undefined) for (const heard of this.#heard) heard(page, stroke)
  }
}

const none: readonly Erasure[] = []

/** Whether a stroke of which this became was away at a tick. */
export function isErased(erasures: readonly Erasure[], at: number): boolean {
  let erased = false
  for (const each of erasures) if (each.tick <= at) erased = !each.back
  return erased
}
