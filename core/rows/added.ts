import { type LessonId, lessonClass, lessonDay, type PersonId } from '../facts/ids.ts'
import { lessonAdded } from '../facts/kinds/lesson-added.ts'
import { addDays, momentOf } from '../school/day.ts'
import type { Lesson } from '../school/timetable.ts'
import { lastOf } from './reading.ts'
import { rowPart } from './row-key.ts'
import { table } from './table.ts'

/** `added/LESSON`: a lesson that is in no timetable. */
export interface AddedLesson {
  subject: string
  /** HH:MM of its day. */
  start: string
  minutes: number
  /** Who added it; '' for a projector that nobody had unlocked. */
  by: PersonId | ''
}

export const addedLessons = table<AddedLesson>({
  name: 'added',
  version: 1,
  reduce(facts) {
    const last = lastOf(lessonAdded, facts)
    if (!last) return undefined
    const { subject, start, minutes } = last.body
    return { subject, start, minutes, by: last.by }
  },
  neededUntil: (_, key) => addDays(lessonDay(rowPart(key, 0) as LessonId), 14), // the row's key begins with it
})

/** It as a lesson among those of the timetable. */
export function asLesson(lesson: LessonId, { subject, start: clock, minutes }: AddedLesson): Lesson {
  const [day, classId] = [lessonDay(lesson), lessonClass(lesson)]
  const start = momentOf(day, clock)
  return { lesson, class: classId, day, period: 0, start, end: start + minutes * 60_000, subject }
}
