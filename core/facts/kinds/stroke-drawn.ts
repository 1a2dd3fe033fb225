import * as v from 'valibot'
import { DrawnStroke } from '../../ink/drawn.ts'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { pageShown } from './page-shown.ts'

/** A finished stroke on a page of a live room's board (`docs/formats/ink.md`). */
export const strokeDrawn = fact('stroke.drawn', {
  body: v.object({ room: LessonId, ...DrawnStroke.entries }),
  scope: (b) => liveScope(b.room),
  recordedBy: pageShown.recordedBy,
  seenBy: pageShown.seenBy,
  rows: (b) => [strokeRow(b.room, b.stroke)],
  needs: (b) => [rowKey('room', b.room)],
})

/** The row of what was drawn in a tick of the room's time: keys are in the order of time. */
export function strokeRow(room: LessonId, tick: number) {
  return rowKey('stroke', room, String(tick).padStart(6, '0'))
}
