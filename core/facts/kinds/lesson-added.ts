import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, lessonClass, Title } from '../ids.ts'
import { classScope } from '../scope.ts'
import { lessonOpened } from './lesson-opened.ts'

/**
 * A lesson that is in no timetable (加课): its id has a random word in place of the period, and its day is the id's. `start`
 * is the county's clock, HH:MM; `minutes` how long it is meant to be.
 */
export const lessonAdded = fact('lesson.added', {
  body: v.object({
    lesson: LessonId,
    subject: Title,
    start: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
    minutes: v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(120)),
  }),
  words: ['subject'],
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: lessonOpened.recordedBy,
  seenBy: lessonOpened.seenBy,
  rows: (b) => [rowKey('added', b.lesson)],
  needs: (b) => [rowKey('class', lessonClass(b.lesson))],
})
