import type { BlobHash } from '../facts/ids.ts'
import { readContent } from './kinds/kind.ts'
import { kindNamed } from './kinds/kinds.ts'
import type { Manifest } from './manifest.ts'

/** A file that an entry names is not as its kind has it. */
export interface ContentsRefusal {
  ok: false
  reason: 'contents'
  file: string
}

/**
 * The first file whose contents are not as its kind has them, for a publisher's own signature does not make them so. Kinds that
 * this version does not know are passed over. @param bytesOf by hash, verified
 */
export function contentsRefusal(
  { entries, files }: Manifest,
  bytesOf: (hash: BlobHash) => Uint8Array | undefined,
): ContentsRefusal | undefined {
  for (const entry of entries) {
    const kind = kindNamed(entry.kind)
    const hash = files.find((file) => file.path === entry.file)?.sha256
    const bytes = hash && bytesOf(hash)
    if (kind && bytes && !readContent(kind, bytes).ok) return { ok: false, reason: 'contents', file: entry.file }
  }
  return undefined
}
