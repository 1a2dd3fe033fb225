import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { FactName, LessonId, lessonClass, QuestionId } from '../ids.ts'
import { classScope } from '../scope.ts'
import { lessonOpened } from './lesson-opened.ts'

/** A question in class answered by show of hands: how many hands for each option, in the question's order. */
export const handsCounted = fact('hands.counted', {
  body: v.object({
    lesson: LessonId,
    question: QuestionId,
    counts: v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99))),
      v.minLength(1),
      v.maxLength(12),
    ),
    over: v.optional(v.pipe(v.array(FactName), v.maxLength(20))),
  }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: lessonOpened.recordedBy,
  seenBy: lessonOpened.seenBy,
  rows: (b) => [rowKey('hands', b.lesson, b.question), rowKey('lesson', b.lesson)],
  needs: (b) => [rowKey('class', lessonClass(b.lesson))],
})
