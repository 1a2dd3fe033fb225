import * as v from 'valibot'
import { PageRef } from '../../ink/page-ref.ts'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { BlobHash, ErasedMark, LessonId, PackageId, PersonId, QuestionId } from '../ids.ts'
import { liveScope } from '../scope.ts'

/**
 * The host shows a page of the board to everybody in the room. `manifest` is the version of the package that the host has, so
 * that a classroom with another one is noticed. `photo`: the page is this picture. `of`: it is
 * work of a class, and which pupil's answer it is where that is known.
 */
export const pageShown = fact('page.shown', {
  body: v.object({
    room: LessonId,
    page: PageRef,
    package: v.optional(PackageId),
    manifest: v.optional(BlobHash),
    photo: v.optional(BlobHash),
    of: v.optional(v.object({ lesson: LessonId, question: v.optional(QuestionId), pupil: v.optional(PersonId) })),
    erased: ErasedMark,
  }),
  scope: (b) => liveScope(b.room),
  recordedBy: [may('host', 'studio', 'own')],
  seenBy: ['projector', 'own', 'studio'],
  // Who takes a pupil's answer away finds it by the answer.
  rows: ({ room, of }) => [
    rowKey('shown', room),
    ...(of?.question && of.pupil ? [rowKey('response', of.lesson, of.question, of.pupil)] : []),
  ],
  needs: (b) => [rowKey('room', b.room)],
  blobs: (b) => (b.photo === undefined ? [] : [b.photo]),
  erase: ({ photo, ...b }, since) => (b.of?.pupil && since(b.of.pupil) ? b : undefined),
})
