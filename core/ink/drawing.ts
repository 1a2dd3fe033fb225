import { ByteReader, ByteWriter } from './bytes.ts'
import { readStroke, type Stroke } from './coding.ts'
import { across, mostBytes } from './measures.ts'

/** A picture that was drawn: its aspect (height by width) and the codings of its strokes, the first drawn first. */
export interface Drawing {
  aspect: number
  strokes: readonly Uint8Array[]
}

/** The largest drawing that is kept, bytes: half an hour's drawing. */
export const mostDrawingBytes = 60_000

const version = 1

/**
 * A drawing as it is kept as a blob (`docs/formats/ink.md`).
 *
 * @returns `undefined` where it would be longer than `mostDrawingBytes`
 */
export function writeDrawing({ aspect, strokes }: Drawing): Uint8Array<ArrayBuffer> | undefined {
  const to = new ByteWriter()
  to.byte(version)
  to.varint(Math.round(aspect * across))
  for (const stroke of strokes) {
    to.varint(stroke.length)
    to.bytes(stroke)
  }
  return to.length > mostDrawingBytes ? undefined : to.slice()
}

/** Reads one. Never throws; `undefined` of what is none, whatever the bytes are. */
export function readDrawing(bytes: Uint8Array): { aspect: number; strokes: Stroke[] } | undefined {
  if (bytes.length > mostDrawingBytes) return undefined
  const from = new ByteReader(bytes)
  const [first, height] = [from.byte(), from.varint()]
  if (first !== version || height === undefined || height === 0 || height > 4 * across) return undefined
  const strokes: Stroke[] = []
  while (from.left > 0) {
    const length = from.varint()
    const coding = length === undefined || length > mostBytes ? undefined : from.bytes(length)
    const reading = coding && readStroke(coding)
    if (!reading?.ok) return undefined
    strokes.push(reading.stroke)
  }
  return { aspect: height / across, strokes }
}
