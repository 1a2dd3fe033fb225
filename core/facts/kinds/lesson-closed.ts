import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, lessonClass } from '../ids.ts'
import { classScope } from '../scope.ts'
import { lessonOpened } from './lesson-opened.ts'

/** 下课. A lesson whose machine lost power has none: its last page turned says how long it was. */
export const lessonClosed = fact('lesson.closed', {
  body: v.object({ lesson: LessonId }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: lessonOpened.recordedBy,
  seenBy: lessonOpened.seenBy,
  rows: (b) => [rowKey('lesson', b.lesson)],
  needs: (b) => [rowKey('class', lessonClass(b.lesson))],
})
