import type { BlobHash } from '../../core/facts/ids.ts'
import type { Manifest } from '../../core/resources/manifest.ts'
import { dropBlob } from '../store/blobs.ts'
import { type KeptBlob, partBytes } from '../store/place-db.ts'
import type { Store } from '../store/store.ts'
import { strictly } from '../store/strictly.ts'
import { keptManifest } from './kept/index.ts'
import { keepByHand, keepManifest, keptPackages } from './packages.ts'

/** A package that was verified to its last byte. */
export interface VerifiedPackage {
  hash: BlobHash
  jws: Uint8Array<ArrayBuffer>
  manifest: Manifest
  files: ReadonlyMap<BlobHash, Uint8Array<ArrayBuffer>>
}

/**
 * Keeps a verified package that a person brought, file by file; what is here already is not written again.
 *
 * @throws DOMException `QuotaExceededError` when the disk is full; what was written by then stays for the next try
 */
export async function keepPackage(store: Store, verified: VerifiedPackage): Promise<void> {
  const types = new Map(verified.manifest.files.map((file) => [file.sha256, file.type]))
  for (const [hash, bytes] of verified.files) await keepBlob(store, hash, types.get(hash) ?? '', bytes)
  await keepBlob(store, verified.hash, 'application/jose', verified.jws)
  await keepManifest(store, verified.hash, verified.manifest)
  await keepByHand(store, verified.hash)
}

/** Takes a package off the device. Files that another one here has too stay. */
export async function removePackage(store: Store, hash: BlobHash): Promise<void> {
  const manifest = await keptManifest(store, hash)
  const others = await keptPackages(store)
  others.delete(hash)
  const shared = new Set([...others.values()].flatMap((other) => other.files.map((file) => file.sha256)))
  // The manifest goes first: a package that is listed is not half gone.
  await store.db.meta.delete(`package:${hash}`)
  const files = (manifest?.files ?? []).map((file) => file.sha256)
  for (const file of new Set([...files, hash])) if (!shared.has(file)) await dropBlob(store, file)
}

/** In one transaction, so that what came down of the same blob before, unchecked as yet, is no part of it. */
async function keepBlob(store: Store, hash: string, type: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { size, end } = { size: bytes.byteLength, end: Number.MAX_SAFE_INTEGER }
  await strictly(store.db, ['blobs', 'parts'], async (transaction) => {
    const before = await transaction.get<KeptBlob>('blobs', hash)
    if (before?.whole === 1) return
    const old = await transaction.keys('parts', store.ranges.bound([hash, 0], [hash, end]))
    for (const key of old) transaction.delete('parts', key)
    for (let n = 0; n * partBytes < size; n++) {
      const part = bytes.slice(n * partBytes, (n + 1) * partBytes)
      transaction.put('parts', { hash, n, bytes: part.buffer })
    }
    const kept: KeptBlob = { hash, type, size, have: size, whole: 1, toSend: 0 }
    transaction.put('blobs', kept)
  })
}
