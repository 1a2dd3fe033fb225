import { ByteReader, type ByteWriter, unzigzag, zigzag } from './bytes.ts'
import {
  colours,
  fullPressure,
  lastTick,
  lastX,
  lastY,
  mostBytes,
  type Point,
  type Style,
  tools,
  widths,
} from './measures.ts'

/**
 * The coding of a stroke: five bytes of head, with its style and first point, then a point in two to four bytes, or more
 * where it leaps (`docs/formats/ink.md`). It can be cut behind any point, and read as far as it has come.
 */
export const headBytes = 5

/** Why bytes are no stroke. Words for each are in `src/board/words.ts`. */
export type InkRefusal = 'too-short' | 'too-long' | 'unknown-style' | 'outside' | 'too-slow' | 'broken'

export interface Stroke {
  style: Style
  points: readonly Point[]
}

export type StrokeReading = { ok: true; stroke: Stroke } | { ok: false; why: InkRefusal }

export function writeHead(to: ByteWriter, { tool, colour, width }: Style, { x, y, pressure }: Point): void {
  to.byte((tools.indexOf(tool) << 5) | (colours.indexOf(colour) << 2) | widths.indexOf(width))
  to.byte(x >>> 4)
  to.byte(((x & 15) << 4) | (y >>> 10))
  to.byte((y >>> 2) & 255)
  to.byte(((y & 3) << 6) | (pressure << 2))
}

/** The short ways to write a point: how many values there are for x and y, for pressure and for time; 2, 3 and 4 bytes. */
const ways = [
  { tag: 0, bytes: 2, place: 2 ** 6, press: 1, time: 2 ** 2 },
  { tag: 1, bytes: 3, place: 2 ** 8, press: 2 ** 3, time: 2 ** 3 },
  { tag: 2, bytes: 4, place: 2 ** 11, press: 2 ** 4, time: 2 ** 4 },
] as const
const longTag = 3

export function writePoint(to: ByteWriter, before: Point, point: Point): void {
  const dx = zigzag(point.x - before.x)
  const dy = zigzag(point.y - before.y)
  const press = zigzag(point.pressure - before.pressure)
  const time = point.tick - before.tick
  const way = ways.find((one) => dx < one.place && dy < one.place && press < one.press && time < one.time)
  if (way === undefined) {
    to.byte((longTag << 6) | point.pressure)
    to.varint(dx)
    to.varint(dy)
    to.varint(time)
    return
  }
  const bits = (((way.tag * way.place + dx) * way.place + dy) * way.press + press) * way.time + time
  for (let shift = 8 * (way.bytes - 1); shift >= 0; shift -= 8) to.byte((bits >>> shift) & 255)
}

/** Reads a stroke that comes bit by bit. After a refusal it takes nothing more. */
export class StrokeReader {
  style: Style | undefined
  readonly points: Point[] = []
  #taken = 0

  /** How many bytes it has read: always up to behind a point. */
  get taken(): number {
    return this.#taken
  }

  /**
   * Goes on behind what was read.
   *
   * @param bytes the coding from its beginning, as far as it is there; it must end behind a point
   */
  read(bytes: Uint8Array): InkRefusal | undefined {
    if (bytes.length > mostBytes) return 'too-long'
    if (bytes.length < headBytes) return 'too-short'
    const from = new ByteReader(bytes, this.#taken)
    if (this.style === undefined) {
      const refusal = this.#readHead(from)
      if (refusal) return refusal
    }
    while (from.left > 0) {
      const point = readPoint(from, this.points[this.points.length - 1] ?? nowhere)
      if (typeof point === 'string') return point
      this.points.push(point)
      this.#taken = from.at
    }
    return undefined
  }

  #readHead(from: ByteReader): InkRefusal | undefined {
    const [style = 0, a = 0, b = 0, c = 0, d = 0] = from.bytes(headBytes) ?? []
    const tool = tools[style >>> 5]
    const colour = colours[(style >>> 2) & 7]
    const width = widths[style & 3]
    if (tool === undefined || colour === undefined || width === undefined) return 'unknown-style'
    if ((d & 3) !== 0) return 'broken'
    this.style = { tool, colour, width }
    this.points.push({
      x: (a << 4) | (b >>> 4),
      y: ((b & 15) << 10) | (c << 2) | (d >>> 6),
      pressure: (d >>> 2) & 15,
      tick: 0,
    })
    this.#taken = from.at
    return undefined
  }
}

const nowhere: Point = { x: 0, y: 0, pressure: 0, tick: 0 }

/** A whole coding. Never throws, whatever the bytes are. */
export function readStroke(bytes: Uint8Array): StrokeReading {
  const reader = new StrokeReader()
  const why = reader.read(bytes)
  if (why) return { ok: false, why }
  const { style, points } = reader
  return style ? { ok: true, stroke: { style, points } } : { ok: false, why: 'too-short' }
}

function readPoint(from: ByteReader, before: Point): Point | InkRefusal {
  const first = from.byte()
  if (first === undefined) return 'broken'
  const way = ways[first >>> 6]
  const leap = way === undefined ? readLong(from, first, before) : readShort(from, first, way)
  if (leap === undefined) return 'broken'
  const point = {
    x: before.x + leap.dx,
    y: before.y + leap.dy,
    pressure: before.pressure + leap.press,
    tick: before.tick + leap.time,
  }
  if (point.x < 0 || point.x > lastX || point.y < 0 || point.y > lastY) return 'outside'
  if (point.pressure < 0 || point.pressure > fullPressure) return 'broken'
  return point.tick > lastTick ? 'too-slow' : point
}

interface Leap {
  dx: number
  dy: number
  press: number
  time: number
}

function readShort(from: ByteReader, first: number, way: (typeof ways)[number]): Leap | undefined {
  let bits = first & 63
  for (let n = 1; n < way.bytes; n++) {
    const byte = from.byte()
    if (byte === undefined) return undefined
    bits = bits * 256 + byte
  }
  const take = (values: number): number => {
    const value = bits % values
    bits = Math.floor(bits / values)
    return value
  }
  const time = take(way.time)
  const press = unzigzag(take(way.press))
  const dy = unzigzag(take(way.place))
  return { dx: unzigzag(take(way.place)), dy, press, time }
}

function readLong(from: ByteReader, first: number, before: Point): Leap | undefined {
  if ((first & 0x30) !== 0) return undefined
  const dx = from.varint()
  const dy = from.varint()
  const time = from.varint()
  if (dx === undefined || dy === undefined || time === undefined) return undefined
  return { dx: unzigzag(dx), dy: unzigzag(dy), press: (first & 15) - before.pressure, time }
}
