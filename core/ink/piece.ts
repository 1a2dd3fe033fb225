import { ByteReader, ByteWriter } from './bytes.ts'
import { lastTick, mostBytes } from './measures.ts'
import { type PageRef, pageNumber, pageOfNumber } from './page-ref.ts'

/**
 * A piece: what was drawn since the last one. It carries runs: bytes of a stroke's coding, cut behind a point, with where
 * they belong (`docs/formats/ink.md`). So pieces may come twice or in any order, and one that is missing is noticed.
 */
export interface Run {
  /** The stroke's name among its writer's. */
  tick: number
  /** Its page: told by the run that begins it. */
  page: PageRef | undefined
  /** Where the bytes stand in the coding. */
  from: number
  bytes: Uint8Array
  /** The stroke is finished: its coding ends with these bytes. */
  ends: boolean
}

/** The longest piece, bytes: more than the longest stroke. */
export const longestPiece = 8192

/** What a run costs beside its bytes, at most. */
const runCost = 16

/** The first byte says what sort of signal it is. */
export const pieceSort = 1

export class PieceWriter {
  readonly #to = new ByteWriter()
  #last = 0

  /**
   * Adds what is left of a stroke. Strokes come in the order of their ticks.
   *
   * @param ends whether the stroke is finished
   * @returns whether it found room; otherwise nothing was added
   */
  add(stroke: { tick: number; page: PageRef; bytes: Uint8Array }, from: number, ends: boolean): boolean {
    const count = stroke.bytes.length - from
    if (this.#to.length + runCost + count > longestPiece) return false
    if (this.#to.length === 0) this.#to.byte(pieceSort)
    this.#to.varint(stroke.tick - this.#last)
    this.#last = stroke.tick
    this.#to.varint(count * 4 + (ends ? 2 : 0) + (from === 0 ? 1 : 0))
    this.#to.varint(from === 0 ? pageNumber(stroke.page) : from)
    this.#to.bytes(stroke.bytes.subarray(from))
    return true
  }

  /** @returns `undefined` where nothing was added */
  bytes(): Uint8Array<ArrayBuffer> | undefined {
    return this.#to.length > 0 ? this.#to.slice() : undefined
  }
}

/** @returns `undefined` for what is no piece. Never throws */
export function readPiece(bytes: Uint8Array): Run[] | undefined {
  if (bytes.length > longestPiece) return undefined
  const from = new ByteReader(bytes)
  if (from.byte() !== pieceSort) return undefined
  const runs: Run[] = []
  let tick = 0
  while (from.left > 0) {
    tick += from.varint() ?? Number.NaN
    const run = readRun(from, tick)
    if (!run) return undefined
    runs.push(run)
  }
  return runs
}

function readRun(from: ByteReader, tick: number): Run | undefined {
  const head = from.varint()
  const place = from.varint()
  if (head === undefined || place === undefined || !(tick >= 1 && tick <= lastTick)) return undefined
  const begins = head % 2 === 1
  const page = begins ? pageOfNumber(place) : undefined
  if (begins && page === undefined) return undefined
  const start = begins ? 0 : place
  const count = Math.floor(head / 4)
  if (start + count > mostBytes) return undefined
  const bytes = from.bytes(count)
  return bytes && { tick, page, from: start, bytes, ends: Math.floor(head / 2) % 2 === 1 }
}
