import type { BlobHash } from '../../core/facts/ids.ts'
import type { Manifest } from '../../core/resources/manifest.ts'
import { dropBlob, keepWhole } from '../store/blobs.ts'
import type { Store } from '../store/store.ts'
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
  for (const [hash, bytes] of verified.files) await keepWhole(store, { hash, type: types.get(hash) ?? '', bytes })
  await keepWhole(store, { hash: verified.hash, type: 'application/jose', bytes: verified.jws })
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
