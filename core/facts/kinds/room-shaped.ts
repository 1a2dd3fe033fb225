import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { pageShown } from './page-shown.ts'

/** 互动 (`interactive`): a few classrooms that are heard and seen; 广播 (`broadcast`): any number that listens and answers. */
export const Shape = v.picklist(['interactive', 'broadcast'])
export type Shape = v.InferOutput<typeof Shape>

/**
 * The host changes the shape of the room, in mid-lesson too; whether their picture is kept for looking at it again: `keeps`, where
 * the school allows that; and whether what is heard is music: without `sound` it is a voice.
 */
export const roomShaped = fact('room.shaped', {
  body: v.object({
    room: LessonId,
    shape: Shape,
    keeps: v.optional(v.literal(true)),
    sound: v.optional(v.literal('music')),
  }),
  scope: (b) => liveScope(b.room),
  recordedBy: pageShown.recordedBy,
  seenBy: ['projector', 'own', 'studio'],
  rows: (b) => [rowKey('shape', b.room)],
  needs: (b) => [rowKey('room', b.room)],
  reading: 3,
})
