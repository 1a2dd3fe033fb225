import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, StrokeId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { BoardPage, pageShown } from './page-shown.ts'

/** A finished stroke on a page of a live room's board. `ink` is written as `docs/formats/ink.md` says, in base64url. */
export const strokeDrawn = fact('stroke.drawn', {
  body: v.object({
    room: LessonId,
    page: BoardPage,
    stroke: StrokeId,
    ink: v.pipe(v.string(), v.maxLength(24_000), v.regex(/^[A-Za-z0-9_-]+$/)),
  }),
  scope: (b) => liveScope(b.room),
  recordedBy: pageShown.recordedBy,
  seenBy: pageShown.seenBy,
  rows: (b) => [rowKey('stroke', b.room, b.page, b.stroke)],
  needs: (b) => [rowKey('room', b.room)],
})
