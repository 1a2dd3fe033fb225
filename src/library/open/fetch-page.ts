import type { BlobHash } from '../../../core/facts/ids.ts'
import type { Store } from '../../store/store.ts'
import type { Carrier } from '../../sync/carrier.ts'
import type { Fetching } from '../../sync/fetch-blob.ts'
import { contentsOf } from '../kept/readiness.ts'
import { fetchFiles, fetchManifest } from '../packages.ts'
import { filesOf, packageContents } from './contents.ts'

/**
 * Fetches of a package what one of its pages is shown with, and no more: the manifest, what viewers open, and the files of that page. A
 * newer version of what is here shares most of its files with it, so little has to come.
 *
 * @param number the page, from 0
 * @throws as `fetchPackage`
 */
export async function fetchPage(
  store: Store,
  carrier: Carrier,
  hash: BlobHash,
  number: number,
  fetching: Fetching = {},
): Promise<void> {
  const manifest = await fetchManifest(store, carrier, hash)
  const named = (paths: readonly string[]) =>
    contentsOf({ ...manifest, files: manifest.files.filter(({ path }) => paths.includes(path)) })
  const opened = named(manifest.entries.map(({ file }) => file))
  await fetchFiles(store, carrier, { hash, manifest, files: opened }, fetching)
  const contents = await packageContents(store, hash)
  const page = contents?.pages[number]
  if (!contents || !page) return
  await fetchFiles(store, carrier, { hash, manifest, files: named(filesOf(contents, [page])) }, fetching)
}
