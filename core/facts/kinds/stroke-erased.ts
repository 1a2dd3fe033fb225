import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, StrokeId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { BoardPage, pageShown } from './page-shown.ts'

/** Strokes of a page are taken away, by the eraser or undone. */
export const strokeErased = fact('stroke.erased', {
  body: v.object({
    room: LessonId,
    page: BoardPage,
    strokes: v.pipe(v.array(StrokeId), v.minLength(1), v.maxLength(200)),
  }),
  scope: (b) => liveScope(b.room),
  recordedBy: pageShown.recordedBy,
  seenBy: pageShown.seenBy,
  rows: (b) => b.strokes.map((stroke) => rowKey('stroke', b.room, b.page, stroke)),
  needs: (b) => [rowKey('room', b.room)],
})
