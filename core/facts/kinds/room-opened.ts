import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { LessonId, lessonClass } from '../ids.ts'
import { classScope } from '../scope.ts'

/**
 * A lesson is taught live, in a room. The room bears the name of one of its lessons; each class whose lesson is taught in it
 * has a fact of its own, by which its places follow what happens there (`live:ROOM`).
 */
export const roomOpened = fact('room.opened', {
  body: v.object({ room: LessonId, lesson: LessonId }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: [may('host', 'studio', 'own')],
  seenBy: ['projector', 'tablet', 'own', 'studio'],
  rows: (b) => [rowKey('room', b.lesson)],
  needs: (b) => [rowKey('class', lessonClass(b.lesson))],
})
