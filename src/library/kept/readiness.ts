import type { BlobHash } from '../../../core/facts/ids.ts'
import type { Manifest, PackageFile } from '../../../core/resources/manifest.ts'
import type { Store } from '../../store/store.ts'

/** A package whose signature was right, as it stands in the store: `package:HASH` in `meta`. */
export interface KeptPackage {
  manifest: Manifest
  /** A person fetched it or brought it: it stays when room is short. */
  byHand?: true
}

/** How much of a package is here. ready: all, and checked. */
export interface Readiness {
  state: 'ready' | 'partly' | 'missing'
  /** Files, and bytes, that are still to come; of a package whose manifest is not here, as the plan says. */
  filesLeft: number
  bytesLeft: number
}

/** The manifest of a package that is here and was checked. */
export async function keptManifest(store: Store, hash: BlobHash): Promise<Manifest | undefined> {
  const kept = (await store.db.meta.get(`package:${hash}`))?.value as KeptPackage | undefined // written below
  return kept?.manifest
}

/** How much of each is here, in their order. Asks the store twice, however many they are. */
export async function readinessOfAll(
  store: Store,
  planned: readonly { manifest: BlobHash; bytes: number }[],
): Promise<Readiness[]> {
  const kept = await store.db.meta.bulkGet(planned.map((one) => `package:${one.manifest}`))
  const manifests = kept.map((one) => (one?.value as KeptPackage | undefined)?.manifest) // written by `keepManifest`
  const files = [...new Set(manifests.flatMap((one) => one?.files.map((file) => file.sha256) ?? []))]
  const blobs = await store.db.blobs.bulkGet(files)
  const whole = new Set(files.filter((_, n) => blobs[n]?.whole === 1))
  return planned.map((one, n) => {
    const manifest = manifests[n]
    return manifest ? readinessBy(manifest, whole) : unknown(one)
  })
}

function readinessBy(manifest: Manifest, whole: ReadonlySet<BlobHash>): Readiness {
  const files = contentsOf(manifest)
  const missing = files.filter((file) => !whole.has(file.sha256))
  return {
    state: missing.length === 0 ? 'ready' : missing.length === files.length ? 'missing' : 'partly',
    filesLeft: missing.length,
    bytesLeft: missing.reduce((sum, file) => sum + file.size, 0),
  }
}

function unknown({ bytes }: { bytes: number }): Readiness {
  return { state: 'missing', filesLeft: 1, bytesLeft: bytes }
}

/** Each content once. */
export function contentsOf(manifest: Manifest): PackageFile[] {
  return [...new Map(manifest.files.map((file) => [file.sha256, file])).values()]
}
