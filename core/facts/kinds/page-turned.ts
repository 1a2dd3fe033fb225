import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, lessonClass } from '../ids.ts'
import { classScope } from '../scope.ts'
import { lessonOpened } from './lesson-opened.ts'

/** A page of the lesson came on the screen, counted from 0. Also what shows that a lesson is still going on. */
export const pageTurned = fact('page.turned', {
  body: v.object({ lesson: LessonId, page: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)) }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: lessonOpened.recordedBy,
  seenBy: lessonOpened.seenBy,
  rows: (b) => [rowKey('lesson', b.lesson)],
  needs: (b) => [rowKey('class', lessonClass(b.lesson))],
})
