import type { Stats } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobHash } from '../../core/facts/ids.ts'
import { openBundle } from '../../core/resources/bundle.ts'
import { contentsRefusal } from '../../core/resources/contents.ts'
import { LIMITS, type Manifest, type PackageFile } from '../../core/resources/manifest.ts'
import { openManifest, type Publisher, verifyFile } from '../../core/resources/verify.ts'
import type { ReadRefusal } from './refusal.ts'

/** A package that was read and verified, to the last byte. */
export interface ReadPackage {
  ok: true
  jws: string
  name: BlobHash
  manifest: Manifest
  files: Map<BlobHash, Uint8Array<ArrayBuffer>>
}

/**
 * Reads a package from a folder or from its one file, verified in full: signature, manifest, and every file by size and
 * hash. Takes all of it into memory (see `LIMITS`).
 */
export async function readPackage(path: string, publishers: readonly Publisher[]): Promise<ReadPackage | ReadRefusal> {
  const found = await stat(path).catch((error: Error) => error)
  if (found instanceof Error) return { ok: false, reason: 'unreadable', message: found.message }
  return found.isDirectory() ? readFolder(path, publishers) : readBundle(path, found, publishers)
}

/** Where the bytes of a listed file are; undefined when they are not there. */
type Fetch = (file: PackageFile) => Promise<Uint8Array<ArrayBuffer> | ReadRefusal>

async function readFolder(folder: string, publishers: readonly Publisher[]): Promise<ReadPackage | ReadRefusal> {
  const jws = await readSized(join(folder, 'manifest.jws'), 'manifest.jws', LIMITS.manifest)
  if (!(jws instanceof Uint8Array)) return jws.reason === 'size' ? { ok: false, reason: 'too-big' } : jws
  // The size is asked before a byte is read: a file that says 3 KB and has 3 GB is not taken into memory.
  return verifyAll(new TextDecoder().decode(jws), publishers, (file) =>
    readSized(join(folder, 'files', file.sha256), file.path, file.size),
  )
}

async function readBundle(path: string, { size }: Stats, publishers: readonly Publisher[]) {
  if (size > LIMITS.total + 2 * LIMITS.manifest) return { ok: false, reason: 'too-big' } as const
  const opened = openBundle(await readFile(path))
  if (!opened.ok) return opened
  const { jws, blobs } = opened.bundle
  const read = await verifyAll(jws, publishers, async (file) => blobs.get(file.sha256) ?? absent(file.path))
  if (!read.ok) return read
  const unlisted = [...blobs.keys()].find((hash) => !read.files.has(hash as BlobHash)) // as: only compared
  return unlisted === undefined ? read : ({ ok: false, reason: 'unlisted', file: `files/${unlisted}` } as const)
}

async function verifyAll(
  jws: string,
  publishers: readonly Publisher[],
  fetch: Fetch,
): Promise<ReadPackage | ReadRefusal> {
  const opened = await openManifest(jws, publishers, crypto.subtle)
  if (!opened.ok) return opened
  const files = new Map<BlobHash, Uint8Array<ArrayBuffer>>()
  for (const file of opened.manifest.files) {
    const bytes = files.get(file.sha256) ?? (await fetch(file))
    if (!(bytes instanceof Uint8Array)) return bytes
    const whole = await verifyFile(file, bytes, crypto.subtle)
    if (!whole.ok) return whole
    files.set(file.sha256, bytes)
  }
  const refusal = contentsRefusal(opened.manifest, (hash) => files.get(hash))
  if (refusal) return refusal
  return { ok: true, jws, name: opened.name, manifest: opened.manifest, files }
}

/** Reads a file of at most `limit` bytes; `file` is what it is called when it is refused. */
async function readSized(path: string, file: string, limit: number): Promise<Uint8Array<ArrayBuffer> | ReadRefusal> {
  try {
    const { size } = await stat(path)
    return size > limit ? { ok: false, reason: 'size', file } : new Uint8Array(await readFile(path))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException // node:fs throws nothing else
    return code === 'ENOENT' ? absent(file) : { ok: false, reason: 'unreadable', message }
  }
}

function absent(file: string): ReadRefusal {
  return { ok: false, reason: 'absent', file }
}
