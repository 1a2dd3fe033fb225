import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { pageShown } from './page-shown.ts'

/** The host gives the floor to a class of the room, by its lesson; without one it is taken back. */
export const floorGiven = fact('floor.given', {
  body: v.object({ room: LessonId, lesson: v.optional(LessonId) }),
  scope: (b) => liveScope(b.room),
  recordedBy: pageShown.recordedBy,
  seenBy: ['projector', 'own', 'studio'],
  rows: (b) => [rowKey('floor', b.room)],
  needs: (b) => [rowKey('room', b.room)],
})
