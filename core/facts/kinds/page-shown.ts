import * as v from 'valibot'
import { PageRef } from '../../ink/page-ref.ts'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { BlobHash, LessonId, PackageId } from '../ids.ts'
import { liveScope } from '../scope.ts'

/**
 * The host shows a page of the board to everybody in the room. `manifest` is the version of the package that the host has, so
 * that a classroom with another one is noticed. `photo`: the page is this picture.
 */
export const pageShown = fact('page.shown', {
  body: v.object({
    room: LessonId,
    page: PageRef,
    package: v.optional(PackageId),
    manifest: v.optional(BlobHash),
    photo: v.optional(BlobHash),
  }),
  scope: (b) => liveScope(b.room),
  recordedBy: [may('host', 'studio', 'own')],
  seenBy: ['projector', 'own', 'studio'],
  rows: (b) => [rowKey('shown', b.room)],
  needs: (b) => [rowKey('room', b.room)],
  blobs: (b) => (b.photo === undefined ? [] : [b.photo]),
})
