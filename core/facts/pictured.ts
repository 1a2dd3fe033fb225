import * as v from 'valibot'
import { BlobHash } from './ids.ts'

/** A photo of paper or handwork, with its thumbnail, which is there sooner; or what was drawn on a screen (`docs/formats/ink.md`). */
export const Pictured = v.variant('kind', [
  v.object({ kind: v.literal('photo'), blob: BlobHash, thumbnail: v.optional(BlobHash) }),
  v.object({ kind: v.literal('drawing'), blob: BlobHash }),
])
export type Pictured = v.InferOutput<typeof Pictured>

/** The blobs of one. */
export function blobsIn(picture: Pictured): readonly BlobHash[] {
  return picture.kind === 'photo' && picture.thumbnail !== undefined
    ? [picture.blob, picture.thumbnail]
    : [picture.blob]
}
