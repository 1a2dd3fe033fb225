import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId, lessonClass } from '../ids.ts'
import { classScope } from '../scope.ts'
import { lecturePublished } from './lecture-published.ts'

/** A micro-lecture is no resource of its class any more, for good: the devices let its file go. */
export const lectureWithdrawn = fact('lecture.withdrawn', {
  body: v.object({ lesson: LessonId }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: lecturePublished.recordedBy,
  seenBy: lecturePublished.seenBy,
  rows: (b) => [rowKey('recording', b.lesson)],
  needs: (b) => [rowKey('recording', b.lesson)],
})
