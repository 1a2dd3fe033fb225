import * as v from 'valibot'
import { fromBase64url, toBase64url } from '../resources/base64url.ts'
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

/** What a fact says of a stroke. Which room it belongs to stands beside it. */
export const DrawnStroke = v.object({ page: PageRef, stroke: StrokeTick, ink: InkText })
export type DrawnStroke = v.InferOutput<typeof DrawnStroke>

export function inkText(bytes: Uint8Array): string {
  return toBase64url(bytes)
}

export function inkBytes(text: string): Uint8Array | undefined {
  return fromBase64url(text)
}
