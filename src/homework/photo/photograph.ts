import type { BlobHash, PersonId, QuestionId } from '../../../core/facts/ids.ts'
import { homeworkPhotographed } from '../../../core/facts/kinds/homework-photographed.ts'
import type { Assignment } from '../../../core/rows/assignment.ts'
import { record } from '../../here/here.ts'
import type { PhotoRefusal } from './check.ts'
import { compress } from './compress.ts'

export interface Photographed {
  assignment: Pick<Assignment, 'class' | 'assignment'>
  pupils: readonly PersonId[]
  /** Undefined for a photo of the whole sheet. */
  question?: QuestionId | undefined
  /** The pupils themselves are seen on it: a performance, or handwork held up. */
  shows?: 'pupil' | undefined
  /** The photo that this one is taken in place of. */
  instead?: BlobHash | undefined
}

export type PhotoOutcome = { ok: true } | { ok: false; why: PhotoRefusal }

/**
 * Keeps a photo of work on paper: small, without anything its camera noted, and in one transaction with the fact that
 * names it. @throws NotAllowed
 */
export async function photograph(file: Blob, of: Photographed): Promise<PhotoOutcome> {
  const made = await compress(file)
  if (!made.ok) return made
  const { photo, thumbnail } = made
  const { assignment, question, instead } = of
  return outcomeOf(
    record(
      homeworkPhotographed({
        class: assignment.class,
        assignment: assignment.assignment,
        pupils: [...of.pupils],
        photo: photo.hash,
        bytes: photo.bytes.byteLength,
        thumbnail: thumbnail.hash,
        ...(question && { question }),
        ...(instead && { instead }),
        ...(of.shows && { shows: of.shows }),
      }),
      [photo, thumbnail],
    ),
  )
}

/** What became of a photo that is being recorded. @throws as `record`, but for a full disk */
export async function outcomeOf(recording: Promise<unknown>): Promise<PhotoOutcome> {
  try {
    await recording
    return { ok: true }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') return { ok: false, why: 'disk-full' }
    throw error
  }
}
