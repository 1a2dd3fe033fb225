import * as v from 'valibot'
import { PointId } from '../../resources/points.ts'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { BlobHash, LessonId, lessonClass, Title } from '../ids.ts'
import { classScope } from '../scope.ts'

/** One file of a recording (`docs/formats/recording.md`). */
export const Weight = v.object({
  blob: BlobHash,
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_073_741_824)),
})

/**
 * What was taught live to a class is a resource now (课堂实录): of these knowledge points, in up to three weights. The latest word
 * counts: what reached the hub later belongs to it, too.
 */
export const lessonRecorded = fact('lesson.recorded', {
  body: v.object({
    room: LessonId,
    lesson: LessonId,
    title: v.optional(Title),
    subject: v.optional(Title),
    points: v.pipe(v.array(PointId), v.maxLength(40)),
    /** How long it is. */
    ms: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400_000)),
    /** Board and sound. */
    light: Weight,
    /** Photos of paper on its board. */
    photos: v.pipe(v.array(BlobHash), v.maxLength(100)),
    /** The picture beside them, where it was kept. */
    small: v.optional(Weight),
    sharp: v.optional(Weight),
  }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: [may('hub', 'hub')],
  seenBy: ['projector', 'own', 'studio'],
  rows: (b) => [rowKey('recording', b.lesson)],
  needs: () => [],
  blobs: (b) => [b.light.blob, ...b.photos, ...(b.small ? [b.small.blob] : []), ...(b.sharp ? [b.sharp.blob] : [])],
})
