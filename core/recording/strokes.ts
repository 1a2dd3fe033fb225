import type { DeviceId } from '../facts/ids.ts'
import { ByteReader, ByteWriter } from '../ink/bytes.ts'
import { inkBytes, inkText } from '../ink/drawn.ts'
import { lastTick, mostBytes } from '../ink/measures.ts'
import { pageNumber, pageOfNumber } from '../ink/page-ref.ts'
import type { StrokesOfTick } from '../rows/stroke.ts'

type Drawn = StrokesOfTick['drawn'][number]

/** Who drew in a lesson; their places in this list stand in the bytes. */
export type Writers = readonly DeviceId[]

/**
 * The strokes of a lesson in the order of their ticks, as a recording's file has them behind its head: as text in the head they would take five times as
 * much. `docs/formats/recording.md`.
 *
 * @param drawn those whose ink is none are left out
 */
export function writeStrokes(drawn: readonly Drawn[]): { by: Writers; bytes: Uint8Array<ArrayBuffer> } {
  const by = [...new Set(drawn.map((one) => one.by))]
  const to = new ByteWriter()
  let last = 0
  for (const one of [...drawn].sort((a, b) => a.stroke - b.stroke)) {
    const coding = inkBytes(one.ink)
    if (!coding) continue
    to.varint(one.stroke - last)
    last = one.stroke
    to.varint(by.indexOf(one.by))
    to.varint(pageNumber(one.page))
    to.varint(coding.length)
    to.bytes(coding)
  }
  return { by, bytes: to.slice() }
}

/** Reads them, as far as they are such. Never throws. */
export function readStrokes(by: Writers, bytes: Uint8Array): Drawn[] {
  const from = new ByteReader(bytes)
  const drawn: Drawn[] = []
  let stroke = 0
  while (from.left > 0) {
    stroke += from.varint() ?? Number.NaN
    const [writer, number] = [by[from.varint() ?? -1], from.varint() ?? -1]
    const [page, length] = [pageOfNumber(number), from.varint() ?? 0]
    const coding = length > 0 && length <= mostBytes ? from.bytes(length) : undefined
    if (!(stroke >= 1 && stroke <= lastTick) || !writer || !page || !coding) return drawn
    drawn.push({ by: writer, page, stroke, ink: inkText(coding) })
  }
  return drawn
}
