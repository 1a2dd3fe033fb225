import type { BlobHash } from '../../../core/facts/ids.ts'
import { type Kind, readContent } from '../../../core/resources/kinds/kind.ts'
import type { kinds } from '../../../core/resources/kinds/kinds.ts'
import { type Page, pages as pagesKind } from '../../../core/resources/kinds/pages/pages.ts'
import { type Question, quiz as quizKind } from '../../../core/resources/kinds/quiz/quiz.ts'
import type { Manifest, PackageFile } from '../../../core/resources/manifest.ts'
import { partsOf } from '../../store/blobs.ts'
import type { Store } from '../../store/store.ts'
import { keptManifest } from '../kept/index.ts'

/** What of a package can be shown now. */
export interface Contents {
  hash: BlobHash
  manifest: Manifest
  /** Empty while the file that holds them is not here. */
  pages: readonly Page[]
  /** By `questionKey`. */
  questions: ReadonlyMap<string, Question>
  /** Files that are still to come. */
  missing: readonly PackageFile[]
  /** Kinds of its entries that this version of the program cannot show. */
  unknown: readonly string[]
}

export function questionKey(quiz: string, question: string): string {
  return `${quiz}#${question}`
}

/**
 * The pages and questions of a package whose manifest is here; undefined of one whose manifest is not. Of a package
 * without pages each question is a page. Run it in a live query: it answers again as files come.
 */
export async function packageContents(store: Store, hash: BlobHash): Promise<Contents | undefined> {
  const manifest = await keptManifest(store, hash)
  if (!manifest) return undefined
  const blobs = await store.db.blobs.bulkGet(manifest.files.map((file) => file.sha256))
  const pages: Page[] = []
  const asPages: Page[] = []
  const questions = new Map<string, Question>()
  for (const { kind, file } of manifest.entries) {
    if (kind === pagesKind.name) pages.push(...((await contentOf(store, manifest, file, pagesKind))?.pages ?? []))
    if (kind !== quizKind.name) continue
    for (const question of (await contentOf(store, manifest, file, quizKind))?.questions ?? []) {
      questions.set(questionKey(file, question.id), question)
      asPages.push({ blocks: [{ type: 'question', quiz: file, question: question.id }] })
    }
  }
  const hasPages = manifest.entries.some((entry) => entry.kind === pagesKind.name)
  const unknown = manifest.entries.map((entry) => entry.kind).filter((kind) => !Object.keys(shown).includes(kind))
  return {
    hash,
    manifest,
    pages: hasPages ? pages : asPages,
    questions,
    missing: manifest.files.filter((_, n) => blobs[n]?.whole !== 1),
    unknown: [...new Set(unknown)],
  }
}

/** Paths of the files that these pages of it draw on, those of their questions among them. */
export function filesOf(contents: Contents, pages: readonly Page[]): string[] {
  const { files, questions } = pagesKind.needs({ pages: [...pages] })
  const asked = questions.flatMap(({ quiz, question }) => contents.questions.get(questionKey(quiz, question)) ?? [])
  return [...files, ...quizKind.needs({ questions: asked }).files]
}

/** Every kind that there is has its place above, or is not shown. */
const shown: Record<keyof typeof kinds, true> = { pages: true, quiz: true }

/** Parsed contents by their file's hash, the latest last: a live query asks again with each part that comes down. */
const parsed = new Map<string, unknown>()
const most = 12

async function contentOf<Content>(
  store: Store,
  manifest: Manifest,
  path: string,
  kind: Kind<Content>,
): Promise<Content | undefined> {
  const hash = manifest.files.find((file) => file.path === path)?.sha256
  if (hash === undefined) return undefined
  const before = parsed.get(`${kind.name}:${hash}`)
  if (before) return before as Content // put below, under this kind's name
  const bytes = await wholeBytes(store, hash)
  const read = bytes && readContent(kind, bytes)
  if (!read?.ok) return undefined
  parsed.set(`${kind.name}:${hash}`, read.content)
  for (const oldest of parsed.keys()) if (parsed.size > most) parsed.delete(oldest)
  return read.content
}

/** Bytes by way of the database alone: a live query loses its thread over a `Blob`. */
async function wholeBytes(store: Store, hash: string): Promise<Uint8Array | undefined> {
  const blob = await store.db.blobs.get(hash)
  if (blob?.whole !== 1) return undefined
  const bytes = new Uint8Array(blob.size)
  let at = 0
  for (const part of await partsOf(store, blob, 0, blob.size)) {
    bytes.set(new Uint8Array(part), at)
    at += part.byteLength
  }
  return bytes
}
