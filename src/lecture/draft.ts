import type { BlobHash, PackageId, PersonId } from '../../core/facts/ids.ts'
import type { DrawnStroke } from '../../core/ink/drawn.ts'
import type { ErasedStrokes } from '../../core/ink/erased.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import type { PointId } from '../../core/resources/points.ts'
import type { Store } from '../store/store.ts'

/** What a lecture speaks of: a package's pages. */
export interface LectureOf {
  package: PackageId
  manifest: BlobHash
  subject: string
  points: readonly PointId[]
}

/**
 * A micro-lecture (微课) before it is published: on this device alone, and its teacher's alone. Nothing of it is a fact yet; it
 * goes with the place's database.
 */
export interface LectureDraft {
  id: string
  by: PersonId
  title: string
  /** ms since 1970 */
  begun: number
  of?: LectureOf
  /** How long it is so far, ms of its own clock, which stands while nothing is recorded. */
  ms: number
}

/** Something of a lecture, in the order in which it came. Times on its own clock, ms. */
export type LecturePart =
  | { is: 'page'; page: PageRef; at: number }
  | { is: 'drawn'; drawn: DrawnStroke }
  | { is: 'erased'; erased: ErasedStrokes }
  | { is: 'sound'; from: number; ms: number; bytes: ArrayBuffer }

const drafts = 'lecture:'
const parts = (id: string) => `lecture-part:${id}:`

/** All of one teacher, the newest first. Run it in a live query. */
export async function draftsOf({ db }: Store, person: string): Promise<LectureDraft[]> {
  const found = await db.meta.where('name').startsWith(drafts).toArray()
  return found
    .map(({ value }) => value as LectureDraft) // written below
    .filter(({ by }) => by === person)
    .sort((a, b) => b.begun - a.begun)
}

export async function draftCalled({ db }: Store, id: string): Promise<LectureDraft | undefined> {
  return (await db.meta.get(drafts + id))?.value as LectureDraft | undefined // written below
}

export async function keepDraft({ db }: Store, draft: LectureDraft): Promise<void> {
  await db.meta.put({ name: drafts + draft.id, value: draft })
}

/** In the order in which they came. */
export async function partsOf({ db }: Store, id: string): Promise<LecturePart[]> {
  const found = await db.meta.where('name').startsWith(parts(id)).sortBy('name')
  return found.map(({ value }) => value as LecturePart) // written below
}

/** Puts a part behind those that are there. */
export async function keepPart({ db }: Store, id: string, part: LecturePart): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const count = await db.meta.where('name').startsWith(parts(id)).count()
    await db.meta.put({ name: parts(id) + String(count).padStart(8, '0'), value: part })
  })
}

/** Throws it away, whole. */
export async function dropDraft({ db }: Store, id: string): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    await db.meta.delete(drafts + id)
    await db.meta.where('name').startsWith(parts(id)).delete()
  })
}
