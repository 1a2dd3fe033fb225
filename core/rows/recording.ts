import type { InferOutput } from 'valibot'
import { type BlobHash, type LessonId, lessonDay, type PersonId } from '../facts/ids.ts'
import { lecturePublished } from '../facts/kinds/lecture-published.ts'
import { lectureWithdrawn } from '../facts/kinds/lecture-withdrawn.ts'
import { lessonRecorded } from '../facts/kinds/lesson-recorded.ts'
import type { PointId } from '../resources/points.ts'
import { addDays } from '../school/day.ts'
import { lastOf } from './reading.ts'
import { rowPart } from './row-key.ts'
import { table } from './table.ts'

/** How long what was taught live, or recorded for it, is a resource of a class: a term. Days. */
const recordingDays = 150

interface Weight {
  blob: BlobHash
  bytes: number
}

/**
 * `recording/LESSON`: what is left of a lesson that was taught live, or a micro-lecture. `light`: board and sound; the others are
 * its picture.
 */
export interface Recording {
  room: LessonId
  title?: string
  subject?: string
  points: readonly PointId[]
  ms: number
  light: Weight
  photos: readonly BlobHash[]
  small?: Weight
  sharp?: Weight
  /** Whose micro-lecture it is; none of a lesson that was taught live. */
  lecturer?: PersonId | ''
  /** It is nobody's resource any more. */
  withdrawn?: true
}

export const recordings = table<Recording>({
  name: 'recording',
  version: 1,
  reduce(facts) {
    const lecture = lastOf(lecturePublished, facts)
    if (lecture) return { ...lectureOf(lecture), ...(lastOf(lectureWithdrawn, facts) && { withdrawn: true as const }) }
    const last = lastOf(lessonRecorded, facts)
    if (!last) return undefined
    const { room, title, subject, points, ms, light, photos, small, sharp } = last.body
    return {
      ...{ room, points, ms, light, photos },
      ...(title && { title }),
      ...(subject && { subject }),
      ...(small && { small }),
      ...(sharp && { sharp }),
    }
  },
  neededUntil: (_, key) => addDays(lessonDay(rowPart(key, 0) as LessonId), recordingDays), // the row's key begins with it
})

function lectureOf({ by, body }: { by: PersonId | ''; body: InferOutput<typeof lecturePublished.body> }): Recording {
  const { lesson, title, subject, points, ms, light } = body
  return { ...{ room: lesson, title, points, ms, light, photos: [], lecturer: by }, ...(subject && { subject }) }
}
