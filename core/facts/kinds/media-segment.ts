import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { BlobHash, LessonId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { pageShown } from './page-shown.ts'

/**
 * Ten seconds of a track, kept as a blob. `host`: the host's sound (`docs/formats/sound.md`). `from` and `ms` are on the room's
 * clock: ms since its opening.
 */
export const mediaSegment = fact('media.segment', {
  body: v.object({
    room: LessonId,
    track: v.picklist(['host']),
    from: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    ms: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60_000)),
    blob: BlobHash,
    bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_000_000)),
  }),
  scope: (b) => liveScope(b.room),
  recordedBy: pageShown.recordedBy,
  seenBy: ['projector', 'own', 'studio'],
  rows: (b) => [rowKey('segment', b.room, b.track, String(b.from).padStart(9, '0'))],
  needs: (b) => [rowKey('room', b.room)],
  blobs: (b) => [b.blob],
})
