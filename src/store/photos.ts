import { readBody } from '../../core/facts/catalogue.ts'
import type { BlobHash } from '../../core/facts/ids.ts'
import type { KeptBlob, KeptFact, Self } from './place-db.ts'

/** The hub asks for so many photos at once; when it does, there may be more that it lacks. */
const mostAsked = 16

/** The photos that a fact names. */
export function photosOf({ kind, body }: Pick<KeptFact, 'kind' | 'body'>): readonly BlobHash[] {
  const read = readBody(kind, body)
  return read.ok ? (read.kind.blobs?.(read.body) ?? []) : []
}

/** Whether a photo is in a backup, or was only fetched. A hub that asks for many may lack others, too. */
export function isSafe(self: Self, { toSend, sentAfter }: KeptBlob): boolean {
  if (toSend === 1) return false
  if (!sentAfter) return true
  if ((self.awaited ?? 0) >= mostAsked) return false
  // A name taken since then has only facts that came later.
  return sentAfter.device === self.device ? self.safe > sentAfter.seq : self.safe > 0
}
