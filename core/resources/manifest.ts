import * as v from 'valibot'
import { BlobHash, PackageId, Title } from '../facts/ids.ts'
import { foldPath, isPackagePath } from './path.ts'
import { PointId } from './points.ts'

/**
 * What a package is: who made it and under which licence, what it teaches, how the lesson goes, and every file by size
 * and hash. The page for people is docs/formats/package.md.
 */

/** Files above this are checked and fetched in parts of this size, in bytes. */
export const PART_SIZE = 1024 * 1024

/** What a package may be at most. Sizes in bytes. */
export const LIMITS = {
  /** The signed manifest as it travels. */
  manifest: 1024 * 1024,
  files: 500,
  file: 512 * 1024 * 1024,
  total: 1024 * 1024 * 1024,
} as const

/** Who signs packages; `kid` in the signature's header (RFC 7515, section 4.1.4). */
export const PublisherId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))

/** Who leads a step (环节): 主讲, 助教, or both at once. */
export const leads = ['host', 'assistant', 'both'] as const
export type Lead = (typeof leads)[number]

/** 上册, 下册, or a book for the whole year. */
export const volumes = ['first', 'second', 'whole'] as const

const Grade = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))
const line = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest), v.regex(/^\P{Cc}+$/u))

/** Where a lesson stands in a textbook: 人教版, grade 3, 上册, its unit and lesson as the book names them. */
export const TextbookPlace = v.object({
  edition: Title,
  grade: Grade,
  volume: v.picklist(volumes),
  unit: Title,
  lesson: Title,
})
export type TextbookPlace = v.InferOutput<typeof TextbookPlace>

/** A step of the lesson (环节). `page` is the page it starts on, counted from 0. */
export const Step = v.object({
  title: Title,
  lead: v.picklist(leads),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)),
  page: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
})
export type Step = v.InferOutput<typeof Step>

/** A file that a viewer opens, as against those that it draws in. A kind that the app does not know is passed over. */
export const Entry = v.object({
  kind: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,31}$/)),
  file: v.string(),
})
export type Entry = v.InferOutput<typeof Entry>

/** An SPDX licence expression; `pack` checks it against the SPDX list, a reader only that it looks like one. */
const Licence = v.pipe(v.string(), v.regex(/^[A-Za-z0-9.+:() -]{1,100}$/))

export const PackageFile = v.object({
  /** Checked by `filesRefusal`, so that the refusal can name the file. */
  path: v.pipe(v.string(), v.maxLength(1000)),
  /** Media type without parameters (RFC 6838). */
  type: v.pipe(v.string(), v.maxLength(100), v.regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/)),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  sha256: BlobHash,
  /** For a file above `PART_SIZE`: the hash of each part, in order. */
  parts: v.optional(v.pipe(v.array(BlobHash), v.maxLength(LIMITS.file / PART_SIZE))),
  /** Only where they differ from the package's. */
  licence: v.optional(Licence),
  source: v.optional(line(500)),
})
export type PackageFile = v.InferOutput<typeof PackageFile>

export const Manifest = v.object({
  /** Raised when older readers would misunderstand. */
  format: v.literal(1),
  id: PackageId,
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999_999)),
  title: Title,
  subject: Title,
  grades: v.pipe(v.array(Grade), v.minLength(1), v.maxLength(12)),
  authors: v.pipe(v.array(Title), v.minLength(1), v.maxLength(20)),
  licence: Licence,
  source: line(500),
  publisher: PublisherId,
  points: v.pipe(v.array(PointId), v.maxLength(40)),
  places: v.pipe(v.array(TextbookPlace), v.maxLength(40)),
  steps: v.pipe(v.array(Step), v.maxLength(40)),
  entries: v.pipe(v.array(Entry), v.minLength(1), v.maxLength(40)),
  files: v.pipe(v.array(PackageFile), v.minLength(1), v.maxLength(LIMITS.files)),
})
export type Manifest = v.InferOutput<typeof Manifest>

/** Why a manifest is refused; `file` is the path that it is about, where it is about one. */
export type ManifestRefusal =
  | { ok: false; reason: 'newer-format' }
  /** `at` is where in the JSON, as `steps.0.lead`. */
  | { ok: false; reason: 'malformed'; at: string }
  /** A path that could land elsewhere than in the package, or that two files share. */
  | { ok: false; reason: 'path'; file: string }
  /** Larger than a package may hold, or not as many parts as its size makes. */
  | { ok: false; reason: 'size'; file: string }
  /** An entry or a step points at what is not there. */
  | { ok: false; reason: 'missing'; file: string }
  | { ok: false; reason: 'steps' }

export type ManifestResult = { ok: true; manifest: Manifest } | ManifestRefusal

/** A manifest from JSON of any origin. Never throws. */
export function readManifest(json: unknown): ManifestResult {
  if (v.is(NewerFormat, json)) return { ok: false, reason: 'newer-format' }
  const parsed = v.safeParse(Manifest, json)
  if (!parsed.success) {
    return { ok: false, reason: 'malformed', at: v.getDotPath(parsed.issues[0]) ?? '' }
  }
  const manifest = parsed.output
  return filesRefusal(manifest) ?? stepsRefusal(manifest) ?? { ok: true, manifest }
}

/** How many parts a file of this size is listed in; 0 for one that is checked as a whole. */
export function partCount(size: number): number {
  return size > PART_SIZE ? Math.ceil(size / PART_SIZE) : 0
}

/** The bytes of a part, from `start` up to but without `end`. */
export function partRange(size: number, index: number): { start: number; end: number } {
  return { start: index * PART_SIZE, end: Math.min(size, (index + 1) * PART_SIZE) }
}

/** Bytes of all the different contents: what it costs to have the package. */
export function packageSize(manifest: Manifest): number {
  const sizes = new Map(manifest.files.map((file) => [file.sha256, file.size]))
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

/** The step that a page (from 0) belongs to. */
export function stepOfPage(steps: readonly Step[], page: number): Step | undefined {
  return steps.filter((step) => step.page <= page).pop()
}

const NewerFormat = v.object({ format: v.pipe(v.number(), v.integer(), v.minValue(2)) })

function filesRefusal(manifest: Manifest): ManifestRefusal | undefined {
  const taken = new Set<string>()
  const folders = new Set<string>()
  let total = 0
  for (const { path, size, parts = [] } of manifest.files) {
    const folded = foldPath(path)
    if (!isPackagePath(path) || taken.has(folded) || folders.has(folded))
      return { ok: false, reason: 'path', file: path }
    for (const folder of foldersOf(folded)) {
      if (taken.has(folder)) return { ok: false, reason: 'path', file: path }
      folders.add(folder)
    }
    taken.add(folded)
    total += size
    const tooBig = size > LIMITS.file || total > LIMITS.total
    if (tooBig || parts.length !== partCount(size)) return { ok: false, reason: 'size', file: path }
  }
  const paths = new Set(manifest.files.map((file) => file.path))
  const lost = manifest.entries.find((entry) => !paths.has(entry.file))
  return lost && { ok: false, reason: 'missing', file: lost.file }
}

/** `a/b/c` lies in `a` and `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** The first step starts on the first page, and each later one on a later page. */
function stepsRefusal({ steps }: Manifest): ManifestRefusal | undefined {
  const inOrder = steps.every((step, index) => step.page > (steps[index - 1]?.page ?? -1))
  return inOrder && (steps[0]?.page ?? 0) === 0 ? undefined : { ok: false, reason: 'steps' }
}
