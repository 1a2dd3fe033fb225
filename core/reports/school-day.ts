import * as v from 'valibot'
import { ClassId, Day, LessonId, SchoolId, Title } from '../facts/ids.ts'
import { CancelReason } from '../facts/kinds/lesson-cancelled.ts'
import { Moment } from './figures.ts'

/** A lesson of a school's day, and whether it is cancelled. */
export const DayLesson = v.object({
  lesson: LessonId,
  class: ClassId,
  className: v.string(),
  schoolName: v.string(),
  /** The helping school that teaches it; `null`: the class's own does. */
  host: v.nullable(v.string()),
  subject: v.string(),
  start: Moment,
  end: Moment,
  cancelled: v.nullable(v.object({ reason: CancelReason, words: v.string(), at: Moment })),
})
export type DayLesson = v.InferOutput<typeof DayLesson>

/** `GET /api/office/lessons`: a school's day, its own classes' lessons and those that it teaches elsewhere; which schools there are. */
export const SchoolDayLessons = v.object({
  schools: v.array(v.object({ school: SchoolId, name: v.string() })),
  /** Without one no lessons. */
  school: v.nullable(SchoolId),
  day: Day,
  /** The term's days. */
  first: Day,
  last: Day,
  lessons: v.array(DayLesson),
})
export type SchoolDayLessons = v.InferOutput<typeof SchoolDayLessons>

/** `POST /api/office/lessons`: lessons of a school's day are cancelled, or, without a reason, take place after all. */
export const SchoolDayWord = v.object({
  school: SchoolId,
  day: Day,
  lessons: v.pipe(v.array(LessonId), v.minLength(1), v.maxLength(1_000)),
  reason: v.nullable(CancelReason),
  words: v.optional(Title),
})
export type SchoolDayWord = v.InferOutput<typeof SchoolDayWord>
