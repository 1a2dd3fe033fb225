import * as v from 'valibot'
import { PageRef } from '../../ink/page-ref.ts'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { BlobHash, ErasedMark, LessonId, PackageId, PersonId, QuestionId } from '../ids.ts'
import { liveScope } from '../scope.ts'

/**
 * The host shows a page of the board to everybody in the room. `manifest` is the version of the package that the host has, so
 * that a classroom with another one is noticed. `photo`: the page is this picture. `of`: it is what a pupil answered in class.
 */
export const pageShown = fact('page.shown', {
  body: v.object({
    room: LessonId,
    page: PageRef,
    package: v.optional(PackageId),
    manifest: v.optional(BlobHash),
    photo: v.optional(BlobHash),
    of: v.optional(v.object({ lesson: LessonId, question: QuestionId, pupil: PersonId })),
    erased: ErasedMark,
  }),
  scope: (b) => liveScope(b.room),
  recordedBy: [may('host', 'studio', 'own')],
  seenBy: ['projector', 'own', 'studio'],
  // Who takes a pupil's answer away finds it by the answer.
  rows: (b) => [rowKey('shown', b.room), ...(b.of ? [rowKey('response', b.of.lesson, b.of.question, b.of.pupil)] : [])],
  needs: (b) => [rowKey('room', b.room)],
  blobs: (b) => (b.photo === undefined ? [] : [b.photo]),
  erase: ({ photo, ...b }, since) => (b.of && since(b.of.pupil) ? b : undefined),
})
