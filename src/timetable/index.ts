import { type ClassId, type Day, type LessonId, lessonClass, lessonDay } from '../../core/facts/ids.ts'
import { addedLessons, asLesson } from '../../core/rows/added.ts'
import { classes, counties, courses, timetables } from '../../core/rows/roster.ts'
import { dayHeld, type Lesson, lessonsFrom, type Timetable } from '../../core/school/timetable.ts'
import { row, rowsOfLessons, rowsUnder } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

export { type Cancelled, cancelledIn } from './cancelled.ts'

/** What a class's lessons are derived from, as far as it is here. */
export async function timetableOf(store: Store, classId: ClassId): Promise<Timetable | undefined> {
  const [county, described, timetable, planned] = await Promise.all([
    row(store, counties, 'it'),
    row(store, classes, classId),
    row(store, timetables, classId),
    rowsUnder(store, courses, classId),
  ])
  if (!county || !described || !timetable) return undefined
  const plans = new Map(planned.map(({ state }) => [state.course as string, state.plan]))
  const { slots, earlier, changes } = timetable
  const { bells, until } = described
  return { class: classId, calendar: county.calendar, bells, slots, earlier, changes, until, plans }
}

/** The day on which a lesson takes place: another one than its id's where it was moved (调课). */
export async function dayOfLesson(store: Store, lesson: LessonId): Promise<Day> {
  const timetable = await row(store, timetables, lessonClass(lesson))
  return timetable ? dayHeld(timetable, lesson) : lessonDay(lesson)
}

/** The lessons of a class for some days from this one on, those that are in no timetable among them. */
export async function lessonsAhead(store: Store, classId: ClassId, day: Day, days: number): Promise<Lesson[]> {
  const [timetable, added] = await Promise.all([
    timetableOf(store, classId),
    rowsOfLessons(store, addedLessons, classId, day, days),
  ])
  const planned = timetable ? lessonsFrom(timetable, day, days) : []
  if (added.length === 0) return planned
  return [...planned, ...added.map(({ lesson, state }) => asLesson(lesson, state))].sort((a, b) => a.start - b.start)
}
