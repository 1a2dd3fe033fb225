import { useEffect, useState } from 'preact/hooks'
import type { Manifest } from '../../../core/resources/manifest.ts'
import { here, useLive } from '../../here/here.ts'
import { readBlob } from '../../store/blobs.ts'

/** The URL of a file of a package; undefined while it is not here. */
export type FileUrl = (path: string) => string | undefined

/**
 * URLs of these files of a package, for as long as the component is shown. A file that comes later gets its URL then.
 * Undefined until it was first looked which are here.
 */
export function usePackageFiles(manifest: Manifest | undefined, paths: readonly string[]): FileUrl | undefined {
  const wanted = new Set(paths)
  const hashes = (manifest?.files ?? []).filter((file) => wanted.has(file.path)).map((file) => file.sha256)
  const found = useLive(() => blobsOf(hashes), [hashes.join()])
  const [urls, setUrls] = useState<ReadonlyMap<string, string>>()
  const [made] = useState(() => new Map<string, string>())

  useEffect(() => {
    if (!found) return
    for (const [hash, url] of made) {
      if (found.has(hash)) continue
      URL.revokeObjectURL(url)
      made.delete(hash)
    }
    for (const [hash, blob] of found) if (!made.has(hash)) made.set(hash, URL.createObjectURL(blob))
    setUrls(new Map(made))
  }, [found])

  useEffect(
    () => () => {
      for (const url of made.values()) URL.revokeObjectURL(url)
      made.clear()
    },
    [],
  )

  return urls && ((path) => urls.get(manifest?.files.find((file) => file.path === path)?.sha256 ?? ''))
}

async function blobsOf(hashes: readonly string[]): Promise<Map<string, Blob>> {
  const blobs = await Promise.all(hashes.map((hash) => readBlob(here().store, hash)))
  return new Map(hashes.flatMap((hash, n) => (blobs[n] ? [[hash, blobs[n].bytes] as const] : [])))
}
