import * as v from 'valibot'
import { PointId } from '../../resources/points.ts'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { LessonId, lessonClass, Title } from '../ids.ts'
import { classScope } from '../scope.ts'
import { Weight } from './lesson-recorded.ts'

/**
 * A micro-lecture (微课), which its teacher recorded alone, is a resource of a class now, of these knowledge points. It has the
 * name of a lesson outside the timetable, on the day on which it was published; its file is a recording's
 * (`docs/formats/recording.md`).
 */
export const lecturePublished = fact('lecture.published', {
  body: v.object({
    lesson: LessonId,
    title: Title,
    subject: v.optional(Title),
    points: v.pipe(v.array(PointId), v.maxLength(40)),
    /** How long it is. */
    ms: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400_000)),
    /** Board and sound. */
    light: Weight,
  }),
  words: ['title'],
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: [may('teacher', 'own'), may('host', 'own', 'studio')],
  seenBy: ['projector', 'own', 'studio'],
  rows: (b) => [rowKey('recording', b.lesson)],
  needs: (b) => [rowKey('class', lessonClass(b.lesson))],
  blobs: (b) => [b.light.blob],
})
