import { readBody } from '../../core/facts/catalogue.ts'
import type { Fact } from '../../core/facts/fact.ts'
import type { BlobHash } from '../../core/facts/ids.ts'

/** The photos that these facts name, once each, thumbnails left out: a fact names the photo first. */
export function blobsIn(facts: readonly Pick<Fact, 'kind' | 'body'>[]): BlobHash[] {
  const hashes = facts.flatMap(({ kind, body }) => {
    const read = readBody(kind, body)
    return read.ok ? (read.kind.blobs?.(read.body).slice(0, 1) ?? []) : []
  })
  return [...new Set(hashes)]
}
