import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, lessonClass } from '../ids.ts'
import { classScope } from '../scope.ts'
import { roomOpened } from './room-opened.ts'

/** The host has ended what was taught live, for a class of the room. Opening it again takes it up where it was. */
export const roomClosed = fact('room.closed', {
  body: v.object({ room: LessonId, lesson: LessonId }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: roomOpened.recordedBy,
  seenBy: roomOpened.seenBy,
  rows: (b) => [rowKey('room', b.lesson)],
  needs: (b) => [rowKey('room', b.lesson)],
})
