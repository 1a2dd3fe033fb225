import * as v from 'valibot'
import { StrokeTick } from '../../ink/erased.ts'
import { PageRef } from '../../ink/page-ref.ts'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { pageShown } from './page-shown.ts'

/**
 * A finished stroke on a page of a live room's board (`docs/formats/ink.md`). Whether `ink` is a stroke's coding is seen by who draws it:
 * what is none shows nothing, and reading it is no part of what every device loads first.
 */
export const strokeDrawn = fact('stroke.drawn', {
  body: v.object({
    room: LessonId,
    page: PageRef,
    stroke: StrokeTick,
    ink: v.pipe(v.string(), v.maxLength(5_462), v.regex(/^[A-Za-z0-9_-]+$/)),
  }),
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
