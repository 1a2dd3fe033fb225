import type { LessonId } from '../../core/facts/ids.ts'
import { cancellationWithdrawn } from '../../core/facts/kinds/cancellation-withdrawn.ts'
import { type CancelReason, lessonCancelled } from '../../core/facts/kinds/lesson-cancelled.ts'
import { cancelledLessons } from '../../core/rows/cancelled.ts'
import { record } from '../here/here.ts'

/** These lessons do not take place. @param words say the reason closer; '' for none. @throws as `record` */
export async function cancelLessons(lessons: readonly LessonId[], reason: CancelReason, words: string): Promise<void> {
  await record(lessons.map((lesson) => lessonCancelled({ lesson, reason, ...(words && { words }) })))
}

/** Those of them that were cancelled take place after all. @throws as `record` */
export async function restoreLessons(lessons: readonly LessonId[]): Promise<void> {
  await record(async (row) => {
    const off = await Promise.all(lessons.map((lesson) => row(cancelledLessons, lesson)))
    return lessons.filter((_, n) => off[n]).map((lesson) => cancellationWithdrawn({ lesson }))
  })
}
