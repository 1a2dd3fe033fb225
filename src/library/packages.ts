import type { BlobHash } from '../../core/facts/ids.ts'
import type { Manifest, PackageFile } from '../../core/resources/manifest.ts'
import { openManifest, type Publisher, type Refusal } from '../../core/resources/verify.ts'
import { publishers } from '../../core/rows/roster.ts'
import { readBlob } from '../store/blobs.ts'
import { rowsUnder } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Carrier } from '../sync/carrier.ts'
import { CarrierFailure } from '../sync/carrier.ts'
import { type Fetching, fetchBlob } from '../sync/fetch-blob.ts'
import { bundlesOf, fetchTogether } from '../sync/fetch-together.ts'
import { contentsOf, type KeptPackage, keptManifest } from './kept/readiness.ts'

/**
 * A package is not what it should be, and is not shown. not-served: the hub does not have a file of it, or gave other
 * bytes for it, which were thrown away.
 */
export class PackageRefused extends Error {
  constructor(
    readonly hash: BlobHash,
    readonly refusal: Refusal | { ok: false; reason: 'not-served'; file: string },
  ) {
    super(`package ${hash}: ${refusal.reason}`)
  }
}

/**
 * Fetches a package and checks it: the signed manifest first, then what viewers open, then the rest. What has come stays.
 *
 * @throws PackageRefused when signature or manifest are not right; CarrierFailure when the line went
 */
export async function fetchPackage(
  store: Store,
  carrier: Carrier,
  hash: BlobHash,
  fetching: Fetching & { bytes?(have: number, of: number): void } = {},
): Promise<void> {
  const manifest = await fetchManifest(store, carrier, hash)
  await fetchFiles(store, carrier, { hash, manifest, files: contentsOf(manifest) }, fetching)
}

/** Some of a package's files. */
interface SomeFiles {
  hash: BlobHash
  manifest: Manifest
  files: readonly PackageFile[]
}

/** Fetches those of these files of a package that are not here. @throws as `fetchPackage` */
export async function fetchFiles(
  store: Store,
  carrier: Carrier,
  { hash, manifest, files }: SomeFiles,
  fetching: Parameters<typeof fetchPackage>[3] = {},
): Promise<void> {
  const of = files.reduce((sum, { size }) => sum + size, 0)
  const missing = (await missingOf(store, manifest, files)).map((file) => ({ ...file, hash: file.sha256 }))
  let done = of - missing.reduce((sum, file) => sum + file.size, 0)
  const isHere = (size: number) => {
    done += size
    fetching.bytes?.(done, of)
  }
  for (const files of bundlesOf(missing)) {
    const came = files.length > 1 ? await fetchTogether(store, carrier, files, fetching) : new Set()
    isHere(files.reduce((sum, file) => sum + (came.has(file.hash) ? file.size : 0), 0))
    for (const { sha256, type, size, path } of files.filter((one) => !came.has(one.hash))) {
      const before = done
      const alone = { ...fetching, progress: (have: number) => fetching.bytes?.(before + have, of) }
      await fetchBlob(store, carrier, { hash: sha256, size, type }, alone).catch((error: unknown) => {
        if (!(error instanceof CarrierFailure) || error.why !== 'refused') throw error
        throw new PackageRefused(hash, { ok: false, reason: 'not-served', file: path })
      })
      isHere(size)
    }
  }
}

/** The checked manifest of a package, from here or from the hub. @throws as `fetchPackage` */
export async function fetchManifest(store: Store, carrier: Carrier, hash: BlobHash): Promise<Manifest> {
  const kept = await keptManifest(store, hash)
  if (kept) return kept
  await fetchBlob(store, carrier, { hash, type: 'application/jose' })
  const blob = await readBlob(store, hash)
  const opened = await openManifest((await blob?.bytes.text()) ?? '', await knownPublishers(store), crypto.subtle)
  if (!opened.ok) throw new PackageRefused(hash, opened)
  await keepManifest(store, hash, opened.manifest)
  return opened.manifest
}

/** The publishers whose packages this place shows. */
export async function knownPublishers(store: Store): Promise<Publisher[]> {
  const known = await rowsUnder(store, publishers)
  return known.filter(({ state }) => !state.withdrawn).map(({ state }) => ({ id: state.publisher, jwk: state.key }))
}

/** Notes that the manifest of a package was checked, which makes it one that is shown. */
export async function keepManifest(store: Store, hash: BlobHash, manifest: Manifest): Promise<void> {
  const value: KeptPackage = { manifest }
  await store.db.meta.put({ name: `package:${hash}`, value })
}

/** Notes that a person wants this package here, whatever the timetable says. */
export async function keepByHand(store: Store, hash: BlobHash): Promise<void> {
  const manifest = await keptManifest(store, hash)
  const value: KeptPackage | undefined = manifest && { manifest, byHand: true }
  if (value) await store.db.meta.put({ name: `package:${hash}`, value })
}

export async function keptByHand(store: Store): Promise<Set<BlobHash>> {
  const kept = await store.db.meta.where('name').startsWith('package:').toArray()
  const byHand = kept.filter(({ value }) => (value as KeptPackage).byHand) // as below
  return new Set(byHand.map(({ name }) => name.slice('package:'.length) as BlobHash)) // as below
}

/** Every package whose manifest is here, by its name. */
export async function keptPackages(store: Store): Promise<Map<BlobHash, Manifest>> {
  const kept = await store.db.meta.where('name').startsWith('package:').toArray()
  return new Map(
    kept.map(({ name, value }) => [
      name.slice('package:'.length) as BlobHash, // written by `keepManifest`, as is the value
      (value as KeptPackage).manifest,
    ]),
  )
}

/** What viewers open first, then the smallest, so that a lesson can be taught soon. */
async function missingOf(store: Store, manifest: Manifest, files: readonly PackageFile[]): Promise<PackageFile[]> {
  const blobs = await store.db.blobs.bulkGet(files.map((file) => file.sha256))
  const opened = new Set(manifest.entries.map((entry) => entry.file))
  return files
    .filter((_, n) => blobs[n]?.whole !== 1)
    .sort((a, b) => Number(opened.has(b.path)) - Number(opened.has(a.path)) || a.size - b.size)
}

/** The bytes of a file of a package that is here. */
export async function packageFile(store: Store, manifest: Manifest, path: string): Promise<Blob | undefined> {
  const file = manifest.files.find((one) => one.path === path)
  return file && (await readBlob(store, file.sha256))?.bytes
}
