import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobHash } from '../../core/facts/ids.ts'
import { readContent } from '../../core/resources/kinds/kind.ts'
import { kindNamed } from '../../core/resources/kinds/kinds.ts'
import {
  LIMITS,
  type Manifest,
  type PackageFile,
  partCount,
  partRange,
  readManifest,
} from '../../core/resources/manifest.ts'
import { hashName } from '../../core/resources/verify.ts'
import { mediaType, svgFault } from './media.ts'
import { type PackageHead, readPackageHead } from './package-yaml.ts'
import { readPages } from './pages-markdown.ts'
import { type Problem, problemsOf } from './problem.ts'
import { readQuiz } from './quiz-yaml.ts'
import { refusalSentence } from './refusal.ts'
import { type SigningKey, sign } from './signing.ts'

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

  const payloads = new Map(
    [...contents].map(([path, { bytes }]) => [path, { type: 'application/json', bytes }] as const),
  )
  for (const [path, file] of media) payloads.set(path, file)
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

/** The files of a folder by their paths, in an order that is the same on every machine. */
type Sources = Map<string, Uint8Array<ArrayBuffer>>

async function readSources(folder: string, problems: Problem[]): Promise<Sources> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      problems.push({ file: folder, message: `the folder cannot be read: ${error.message}` })
      return []
    },
  )
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: path.slice(join(folder, '/').length).replaceAll('\\', '/').normalize('NFC') }))
    // What editors and file managers leave behind.
    .filter(
      ({ name }) =>
        !name.split('/').some((part) => part.startsWith('.') || part === 'Thumbs.db' || part === 'desktop.ini'),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const sources: Sources = new Map()
  for (const { path, name } of paths) {
    const { size } = await stat(path)
    if (size > LIMITS.file) problems.push({ file: name, message: `is larger than ${LIMITS.file / 1024 / 1024} MiB` })
    else sources.set(name, new Uint8Array(await readFile(path)))
  }
  return sources
}

function readHead(sources: Sources, problems: Problem[]): PackageHead | undefined {
  const text = textOf(sources, 'package.yaml', problems)
  if (text === undefined)
    problems.push({ file: 'package.yaml', message: 'is missing: it says whose the package is and what it teaches' })
  return text === undefined ? undefined : readPackageHead(text, problemsOf('package.yaml', problems))
}

/** What viewers open: the JSON of each kind, by its path in the package. */
type Contents = Map<string, { kind: string; bytes: Uint8Array<ArrayBuffer> }>

function readContents(
  sources: Sources,
  problems: Problem[],
  warnings: Problem[],
): { contents: Contents; steps: Manifest['steps'] } {
  const contents: Contents = new Map()
  const pagesText = textOf(sources, 'pages.md', problems)
  const quizText = textOf(sources, 'quiz.yaml', problems)
  const lesson =
    pagesText === undefined
      ? undefined
      : readPages(pagesText, 'quiz.json', problemsOf('pages.md', problems), problemsOf('pages.md', warnings))
  if (lesson) contents.set('pages.json', { kind: 'pages', bytes: jsonBytes({ pages: lesson.pages }) })
  const quiz = quizText === undefined ? undefined : readQuiz(quizText, problemsOf('quiz.yaml', problems))
  if (quiz) contents.set('quiz.json', { kind: 'quiz', bytes: jsonBytes(quiz) })
  if (pagesText === undefined && quizText === undefined) {
    problems.push({ file: 'pages.md', message: 'is missing, and so is quiz.yaml: there is nothing to show' })
  }
  return { contents, steps: lesson?.steps ?? [] }
}

const written = new Set(['package.yaml', 'pages.md', 'quiz.yaml'])

function readMedia(sources: Sources, problems: Problem[]) {
  const media = new Map<string, { type: string; bytes: Uint8Array<ArrayBuffer> }>()
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

/** That each content reads as its kind's, and that every picture and question it names is there. */
function checkNeeds(contents: Contents, paths: ReadonlySet<string>, problems: Problem[]): void {
  const asked: { file: string; quiz: string; question: string }[] = []
  const ids = new Set<string>()
  for (const [file, { kind: name, bytes }] of contents) {
    const kind = kindNamed(name)
    const read = kind && readContent(kind, bytes)
    if (!kind || !read?.ok) {
      problems.push({ file: sourceOf(file), message: `${read?.at ?? name} is more than a package takes, or empty` })
      continue
    }
    const needs = kind.needs(read.content)
    for (const path of needs.files.filter((one) => !paths.has(one))) {
      problems.push({ file: sourceOf(file), message: `names ${path}, which is not in the folder` })
    }
    asked.push(...needs.questions.map((question) => ({ file, ...question })))
    for (const id of kind.ids?.(read.content) ?? []) ids.add(`${file}#${id}`)
  }
  for (const { file, quiz, question } of asked.filter((one) => !ids.has(`${one.quiz}#${one.question}`))) {
    problems.push({ file: sourceOf(file), message: `asks question ${question}, which is not in ${sourceOf(quiz)}` })
  }
}

function sourceOf(path: string): string {
  return { 'pages.json': 'pages.md', 'quiz.json': 'quiz.yaml' }[path] ?? path
}

function checkCredits(head: PackageHead, media: ReadonlyMap<string, unknown>, problems: Problem[]): void {
  for (const path of Object.keys(head.files).filter((one) => !media.has(one))) {
    problems.push({ file: 'package.yaml', message: `files: ${path} is not in the folder` })
  }
}

async function describe(
  payloads: ReadonlyMap<string, { type: string; bytes: Uint8Array<ArrayBuffer> }>,
  head: PackageHead,
) {
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

function textOf(sources: Sources, path: string, problems: Problem[]): string | undefined {
  const bytes = sources.get(path)
  if (!bytes) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    problems.push({ file: path, message: 'is not UTF-8 text; save it as UTF-8' })
    return ''
  }
}

function jsonBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value))
}
