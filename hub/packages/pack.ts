import type { BlobHash } from '../../core/facts/ids.ts'
import { type Manifest, type PackageFile, partCount, partRange, readManifest } from '../../core/resources/manifest.ts'
import { hashName } from '../../core/resources/verify.ts'
import { checkNeeds, readContents } from './contents.ts'
import { mediaType, svgFault } from './media.ts'
import { type PackageHead, readPackageHead } from './package-yaml.ts'
import { type Problem, problemsOf } from './problem.ts'
import { refusalSentence } from './refusal.ts'
import { type SigningKey, sign } from './signing.ts'
import { readSources, type Sources, textOf } from './sources.ts'

export interface Packed {
  ok: true
  /** What is handed on: the manifest, signed. */
  jws: string
  /** SHA-256 of the JWS: the name of this version. */
  name: BlobHash
  manifest: Manifest
  files: Map<BlobHash, Uint8Array<ArrayBuffer>>
  /** What an author should look at; the package is good all the same. */
  warnings: Problem[]
}

/** A package above this, in bytes, is slow to reach a village. */
const HEAVY = 25 * 1024 * 1024

/**
 * Makes a package of a folder with `package.yaml`, `pages.md`, perhaps `quiz.yaml`, and the media they use. The same folder
 * and key give the same package, byte for byte. Problems name file and line.
 */
export async function packFolder(
  folder: string,
  key: SigningKey,
): Promise<Packed | { ok: false; problems: Problem[] }> {
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const sources = await readSources(folder, problems)
  const head = readHead(sources, problems)
  const { contents, steps } = readContents(sources, problems, warnings)
  const media = readMedia(sources, problems)
  if (!head || problems.length > 0) return { ok: false, problems }

  const payloads: Payloads = new Map(media)
  for (const [path, { bytes }] of contents) payloads.set(path, { type: 'application/json', bytes })
  checkNeeds(contents, new Set(payloads.keys()), problems)
  checkCredits(head, media, problems)

  const described = await describe(payloads, head)
  const { files: _, ...rest } = head
  const entries = [...contents].map(([file, { kind }]) => ({ kind, file }))
  const manifest = { format: 1, ...rest, publisher: key.kid, steps, entries, files: described.files }
  const read = readManifest(manifest)
  if (!read.ok) problems.push({ file: 'package.yaml', message: refusalSentence(read) })
  if (!read.ok || problems.length > 0) return { ok: false, problems }

  warnOfWeight(described.blobs, warnings)
  const jws = sign(new TextEncoder().encode(JSON.stringify(read.manifest)), key)
  const name = await hashName(new TextEncoder().encode(jws), crypto.subtle)
  return { ok: true, jws, name, manifest: read.manifest, files: described.blobs, warnings }
}

function readHead(sources: Sources, problems: Problem[]): PackageHead | undefined {
  const text = textOf(sources, 'package.yaml', problems)
  if (!sources.has('package.yaml')) {
    problems.push({ file: 'package.yaml', message: 'is missing: it says whose the package is and what it teaches' })
  }
  return text === undefined ? undefined : readPackageHead(text, problemsOf('package.yaml', problems))
}

/** What goes into the package, by its path there. */
type Payloads = Map<string, { type: string; bytes: Uint8Array<ArrayBuffer> }>

const written = new Set(['package.yaml', 'pages.md', 'quiz.yaml'])

function readMedia(sources: Sources, problems: Problem[]): Payloads {
  const media: Payloads = new Map()
  for (const [path, bytes] of sources) {
    if (written.has(path)) continue
    const type = mediaType(path)
    const fault = type === 'image/svg+xml' ? svgFault(bytes) : undefined
    if (type === undefined) problems.push({ file: path, message: 'is of a type that a package does not carry' })
    else if (fault !== undefined) problems.push({ file: path, message: fault })
    else media.set(path, { type, bytes })
  }
  return media
}

function checkCredits(head: PackageHead, media: ReadonlyMap<string, unknown>, problems: Problem[]): void {
  for (const path of Object.keys(head.files).filter((one) => !media.has(one))) {
    problems.push({ file: 'package.yaml', message: `files: ${path} is not in the folder` })
  }
}

async function describe(payloads: Payloads, head: PackageHead) {
  const files: PackageFile[] = []
  const blobs = new Map<BlobHash, Uint8Array<ArrayBuffer>>()
  for (const [path, { type, bytes }] of [...payloads].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sha256 = await hashName(bytes, crypto.subtle)
    const count = partCount(bytes.length)
    const parts: BlobHash[] = []
    for (let index = 0; index < count; index += 1) {
      const { start, end } = partRange(bytes.length, index)
      parts.push(await hashName(bytes.subarray(start, end), crypto.subtle))
    }
    const credit = head.files[path] ?? {}
    files.push({ path, type, size: bytes.length, sha256, ...(count > 0 ? { parts } : {}), ...credit })
    blobs.set(sha256, bytes)
  }
  return { files, blobs }
}

function warnOfWeight(blobs: ReadonlyMap<BlobHash, Uint8Array>, warnings: Problem[]): void {
  const total = [...blobs.values()].reduce((sum, bytes) => sum + bytes.length, 0)
  if (total > HEAVY)
    warnings.push({
      file: 'package.yaml',
      message: `the package weighs ${Math.round(total / 1024 / 1024)} MiB; a lesson stays under 25`,
    })
}
