import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { pageShown } from './page-shown.ts'
import { questionOpened } from './question-opened.ts'

/** The host gives everybody some time: until when, on the room's clock, and how much it was, ms. Without them no timer runs any more. */
export const timerSet = fact('timer.set', {
  body: v.object({
    room: LessonId,
    timer: v.optional(
      v.object({
        until: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        ms: v.pipe(v.number(), v.integer(), v.minValue(1_000), v.maxValue(3_600_000)),
      }),
    ),
  }),
  scope: (b) => liveScope(b.room),
  recordedBy: pageShown.recordedBy,
  seenBy: questionOpened.seenBy,
  rows: (b) => [rowKey('timer', b.room)],
  needs: (b) => [rowKey('room', b.room)],
})
