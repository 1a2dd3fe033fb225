import type { ClassId, Day, LessonId } from '../../core/facts/ids.ts'
import { type CancelledLesson, cancelledLessons } from '../../core/rows/cancelled.ts'
import { addDays } from '../../core/school/day.ts'
import { rowsOfLessons } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/** Lessons that do not take place, by their id. */
export type Cancelled = ReadonlyMap<LessonId, CancelledLesson>

/** Those of a class on some days from this one on, and of the days around them: a lesson may have been moved within its week. Run it in a live query. */
export async function cancelledIn(store: Store, classId: ClassId, day: Day, days: number): Promise<Cancelled> {
  const rows = await rowsOfLessons(store, cancelledLessons, classId, addDays(day, -6), days + 12)
  return new Map(rows.map(({ lesson, state }) => [lesson, state]))
}
