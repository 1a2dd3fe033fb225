import * as v from 'valibot'
import { readJson } from '../jws.ts'

/** A kind of resource: what its file holds and what it draws on. Its viewer is the app's. */
export interface Kind<Content> {
  name: string
  content: v.GenericSchema<unknown, Content>
  /** What of the package this content needs, so that nobody finds a hole in mid-lesson. */
  needs(content: Content): Needs
  /** Ids by which other content may name a part of this one. */
  offers(content: Content): string[]
}

export interface Needs {
  /** Paths of files that it shows or plays. */
  files: string[]
  /** Questions that it asks, each by its quiz's path and its id. */
  questions: { quiz: string; question: string }[]
}

export type ContentResult<Content> =
  | { ok: true; content: Content }
  /** `at` is where in the JSON, as `pages.0.blocks`. */
  | { ok: false; reason: 'malformed'; at: string }

/** A resource's content from the bytes of its file. Never throws. */
export function readContent<Content>(kind: Kind<Content>, bytes: Uint8Array): ContentResult<Content> {
  const parsed = v.safeParse(kind.content, readJson(bytes))
  if (parsed.success) return { ok: true, content: parsed.output }
  return { ok: false, reason: 'malformed', at: v.getDotPath(parsed.issues[0]) ?? '' }
}
