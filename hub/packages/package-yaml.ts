import parseLicence from 'spdx-expression-parse'
import * as v from 'valibot'
import { Manifest, TextbookPlace, volumes } from '../../core/resources/manifest.ts'
import type { Say } from './problem.ts'
import { readYaml, shaped } from './yaml-file.ts'

/**
 * `package.yaml`: whose the package is, what it teaches, where it stands in the textbooks. What the folder's files tell
 * by themselves is not written twice. docs/formats/package.md describes it for authors.
 */
export type PackageHead = v.InferOutput<typeof PackageHead>

/** The head in a text; undefined when something had to be said. */
export function readPackageHead(text: string, say: Say): PackageHead | undefined {
  const file = readYaml(text, say)
  return file && shaped(PackageHead, file, say)
}

const volumeNames = { 上册: 'first', 下册: 'second', 全一册: 'whole' } as const

const Volume = v.pipe(
  v.picklist([...volumes, '上册', '下册', '全一册']),
  v.transform((volume) => (volume in volumeNames ? volumeNames[volume as keyof typeof volumeNames] : volume)), // as: just asked
  v.picklist(volumes),
)

const Licence = v.pipe(Manifest.entries.licence, v.check(isSpdx, 'not an SPDX licence expression, as CC-BY-4.0'))

const PackageHead = v.strictObject({
  id: Manifest.entries.id,
  version: Manifest.entries.version,
  title: Manifest.entries.title,
  subject: Manifest.entries.subject,
  grades: Manifest.entries.grades,
  authors: Manifest.entries.authors,
  licence: Licence,
  source: Manifest.entries.source,
  points: v.optional(Manifest.entries.points, []),
  places: v.optional(v.array(v.strictObject({ ...TextbookPlace.entries, volume: Volume })), []),
  /** Files by somebody else, or under another licence. */
  files: v.optional(
    v.record(v.string(), v.strictObject({ licence: v.optional(Licence), source: v.optional(Manifest.entries.source) })),
    {},
  ),
})

function isSpdx(expression: string): boolean {
  try {
    parseLicence(expression)
    return true
  } catch {
    return false // The parser's only way to say no.
  }
}
