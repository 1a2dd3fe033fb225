import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeBundle } from '../../core/resources/bundle.ts'
import type { Packed } from './pack.ts'

/** Writes a package as a folder: `manifest.jws` and `files/<sha256>`. What was in that place before is replaced. */
export async function writeFolder(packed: Packed, folder: string): Promise<void> {
  const files = join(folder, 'files')
  await mkdir(files, { recursive: true })
  for (const [hash, bytes] of packed.files) await writeFile(join(files, hash), bytes)
  // Last, so that a folder with a manifest is a whole package.
  await writeWhole(join(folder, 'manifest.jws'), new TextEncoder().encode(packed.jws))
  for (const name of await readdir(files)) {
    if (![...packed.files.keys()].some((hash) => hash === name)) await rm(join(files, name))
  }
}

/** Writes a package as one file (see core/resources/bundle.ts). */
export async function writeBundle(packed: Packed, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeWhole(path, makeBundle(packed.jws, packed.files))
}

/** A file that is there is whole: a power cut leaves at most one with another name. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const half = `${path}.part`
  await writeFile(half, bytes, { flush: true })
  await rename(half, path)
}
