import { type ClassId, type LessonId, lessonId } from '../../core/facts/ids.ts'
import { lessonAdded } from '../../core/facts/kinds/lesson-added.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { dayOf, momentOf } from '../../core/school/day.ts'
import { here, record } from '../here/here.ts'
import { schoolNow } from '../store/school-now.ts'

/** A lesson that is in no timetable begins at this minute, in all these classes. @throws as `record` */
export async function addLesson(classes: readonly ClassId[], subject: string, minutes: number): Promise<LessonId[]> {
  const { store } = here()
  const now = await schoolNow(store)
  // In place of the period: none that the timetable has, and none that another device makes.
  const word = `x${store.random().slice(0, 12)}`
  const lessons = classes.map((classId) => lessonId(classId, dayOf(now), word))
  const start = clockOf(now)
  await record(
    lessons.flatMap((lesson) => [lessonAdded({ lesson, subject, start, minutes }), lessonOpened({ lesson })]),
  )
  return lessons
}

/** HH:MM of the county's clock. @param now ms since 1970 */
export function clockOf(now: number): string {
  const minutes = Math.floor((now - momentOf(dayOf(now), '00:00')) / 60_000)
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
