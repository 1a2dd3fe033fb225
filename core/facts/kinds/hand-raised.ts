import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, lessonClass } from '../ids.ts'
import { classScope } from '../scope.ts'
import { lessonOpened } from './lesson-opened.ts'

/** A classroom raises its hand, or takes it down again. */
export const handRaised = fact('hand.raised', {
  body: v.object({ lesson: LessonId, up: v.boolean() }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: lessonOpened.recordedBy,
  seenBy: lessonOpened.seenBy,
  rows: (b) => [rowKey('hand', b.lesson)],
  needs: (b) => [rowKey('room', b.lesson)],
})
