import * as v from 'valibot'
import { fromBase64url, toBase64url } from '../resources/base64url.ts'
import { nextMark } from '../sync/cursor.ts'
import { readStroke } from './coding.ts'
import { StrokeTick } from './erased.ts'
import { mostBytes } from './measures.ts'
import { PageRef } from './page-ref.ts'

/** A stroke's coding as text. */
export const InkText = v.pipe(
  v.string(),
  v.maxLength(Math.ceil((mostBytes * 4) / 3)),
  v.check((text) => {
    const bytes = fromBase64url(text)
    return bytes !== undefined && readStroke(bytes).ok
  }, 'is no stroke'),
)

/** In place of the coding, for who has had the pieces: its length in bytes and its mark, as `~56.1p2kq0zv3g`. */
export const InkMark = v.pipe(v.string(), v.regex(/^~[1-9]\d{0,3}\.[0-9a-z]{1,11}$/), v.brand('InkMark'))
export type InkMark = v.InferOutput<typeof InkMark>

/** What a fact says of a stroke. Which room it belongs to stands beside it. */
export const DrawnStroke = v.object({ page: PageRef, stroke: StrokeTick, ink: InkText })
export type DrawnStroke = v.InferOutput<typeof DrawnStroke>

/** The same as it travels to who has had the pieces. */
export const MarkedStroke = v.object({ page: PageRef, stroke: StrokeTick, ink: InkMark })
export type MarkedStroke = v.InferOutput<typeof MarkedStroke>

export function inkText(bytes: Uint8Array): string {
  return toBase64url(bytes)
}

export function inkBytes(text: string): Uint8Array | undefined {
  return fromBase64url(text)
}

/** 53 bits of the coding tell a stroke whose pieces are not all there, or are not its own, from the whole one. */
export function inkMark(bytes: Uint8Array): InkMark {
  const mark = nextMark(0, toBase64url(bytes)).toString(36)
  return v.parse(InkMark, `~${bytes.length}.${mark}`)
}
