import type { BlobHash } from '../../core/facts/ids.ts'
import { type BundleRefusal, openBundle } from '../../core/resources/bundle.ts'
import { type ContentsRefusal, contentsRefusal } from '../../core/resources/contents.ts'
import { LIMITS } from '../../core/resources/manifest.ts'
import { openManifest, type Publisher, type Refusal, verifyFile } from '../../core/resources/verify.ts'
import type { VerifiedPackage } from './keep-package.ts'

/** Why a file that somebody brought is not taken in. */
export type ImportRefusal =
  | BundleRefusal
  | ContentsRefusal
  | Refusal
  /** A listed file is not in it; one is in it that is not listed. */
  | { ok: false; reason: 'absent' | 'unlisted'; file: string }
  /** A page without HTTPS has no WebCrypto: nothing can be checked, so nothing is taken. */
  | { ok: false; reason: 'cannot-check' }

export type BundleReading = { ok: true; verified: VerifiedPackage } | ImportRefusal

/** The most bytes that such a file may have. */
const mostBytes = LIMITS.total + 2 * LIMITS.manifest

/** Reads the file that somebody has chosen, and nothing of one that is too large to be a package. */
export async function readPackageFile(
  file: Blob,
  publishers: readonly Publisher[],
  subtle: SubtleCrypto | undefined,
): Promise<BundleReading> {
  if (file.size > mostBytes) return { ok: false, reason: 'too-big' }
  // ZIP's first letters: a film that was chosen by mistake is not taken into memory.
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer())
  if (start.join() !== '80,75,3,4') return { ok: false, reason: 'not-a-bundle' }
  return readBundle(new Uint8Array(await file.arrayBuffer()), publishers, subtle)
}

/**
 * Reads a package from the one file in which it was carried (see core/resources/bundle.ts) and verifies it in full:
 * signature, manifest, every file by size and hash. Never throws, whatever the bytes are.
 */
export async function readBundle(
  bytes: Uint8Array,
  publishers: readonly Publisher[],
  subtle: SubtleCrypto | undefined,
): Promise<BundleReading> {
  if (!subtle) return { ok: false, reason: 'cannot-check' }
  if (bytes.length > mostBytes) return { ok: false, reason: 'too-big' }
  const opened = openBundle(bytes)
  if (!opened.ok) return opened
  const { jws, blobs } = opened.bundle
  const read = await openManifest(jws, publishers, subtle)
  if (!read.ok) return read
  const files = new Map<BlobHash, Uint8Array<ArrayBuffer>>()
  for (const file of read.manifest.files) {
    const content = blobs.get(file.sha256)
    if (!content) return { ok: false, reason: 'absent', file: file.path }
    const whole = await verifyFile(file, content, subtle)
    if (!whole.ok) return whole
    files.set(file.sha256, content)
  }
  const unlisted = [...blobs.keys()].find((hash) => !files.has(hash as BlobHash)) // as: only compared
  if (unlisted !== undefined) return { ok: false, reason: 'unlisted', file: unlisted }
  const refusal = contentsRefusal(read.manifest, (hash) => files.get(hash))
  if (refusal) return refusal
  const jwsBytes = new TextEncoder().encode(jws)
  return { ok: true, verified: { hash: read.name, jws: jwsBytes, manifest: read.manifest, files } }
}
