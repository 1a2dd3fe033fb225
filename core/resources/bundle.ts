import { type UnzipFileInfo, unzipSync, type Zippable, zipSync } from 'fflate'
import type { BlobHash } from '../facts/ids.ts'
import { LIMITS } from './manifest.ts'

/**
 * A package as one file, to be carried on a USB stick: a ZIP with `manifest.jws` and `files/<sha256>`, stored as they are,
 * since pictures and sound do not get smaller, and since a stored entry cannot unfold into more than it is.
 */

export interface Bundle {
  jws: string
  /** By the name that the bundle gives them. Believe nothing before `verifyFile`. */
  blobs: Map<string, Uint8Array<ArrayBuffer>>
}

export type BundleResult = { ok: true; bundle: Bundle } | BundleRefusal

export type BundleRefusal =
  | { ok: false; reason: 'not-a-bundle' }
  /** An entry that a careless unpacker would write outside its folder, or that would unfold. */
  | { ok: false; reason: 'path' | 'compressed'; file: string }

/** Makes the one file. Equal input gives equal bytes. */
export function makeBundle(jws: string, blobs: ReadonlyMap<BlobHash, Uint8Array>): Uint8Array<ArrayBuffer> {
  const entries: Zippable = { 'manifest.jws': new TextEncoder().encode(jws) }
  for (const hash of [...blobs.keys()].sort()) entries[`files/${hash}`] = blobs.get(hash) ?? new Uint8Array()
  // ZIP has no "no time": the first it can say, in local time as ZIP's is, is the same wherever it is packed.
  return zipSync(entries, { level: 0, mtime: new Date(1980, 0, 1) })
}

/** Opens the one file without believing it: the manifest and the blobs still have to be verified. Never throws. */
export function openBundle(bytes: Uint8Array): BundleResult {
  const infos: UnzipFileInfo[] = []
  let entries: Record<string, Uint8Array<ArrayBuffer>>
  try {
    // A first time for the list alone: nothing is unpacked before every entry was looked at.
    unzipSync(bytes, { filter: (info) => !isListed(info, infos, bytes.length) })
    const bad = infos.find(
      (info) => !ENTRY.test(info.name) || info.compression !== 0 || info.size !== info.originalSize,
    )
    if (bad) return { ok: false, reason: ENTRY.test(bad.name) ? 'compressed' : 'path', file: bad.name }
    entries = unzipSync(bytes)
  } catch {
    return { ok: false, reason: 'not-a-bundle' }
  }
  const jws = entries['manifest.jws']
  if (!jws) return { ok: false, reason: 'not-a-bundle' }
  const blobs = new Map(
    Object.entries(entries).flatMap(([name, blob]) => {
      const hash = /^files\/(.+)$/.exec(name)?.[1]
      return hash === undefined ? [] : [[hash, blob] as const]
    }),
  )
  return { ok: true, bundle: { jws: new TextDecoder().decode(jws), blobs } }
}

/** Notes an entry; throws when they claim to be more than there are bytes for. */
function isListed(info: UnzipFileInfo, infos: UnzipFileInfo[], available: number): true {
  infos.push(info)
  const claimed = infos.reduce((sum, one) => sum + one.size, 0)
  if (infos.length > LIMITS.files + 2 || claimed > available) throw new RangeError('a bundle larger than itself')
  return true
}

const ENTRY = /^(manifest\.jws|files\/[0-9a-f]{64}|files\/)$/
