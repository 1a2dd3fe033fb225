import * as v from 'valibot'
import { type BlobHash, type Day, LessonId, lessonClass } from '../../core/facts/ids.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { attendance } from '../../core/rows/attendance.ts'
import { type CancelledLesson, cancelledLessons } from '../../core/rows/cancelled.ts'
import { type TaughtLesson, taughtLessons } from '../../core/rows/lesson.ts'
import { classes, courses } from '../../core/rows/roster.ts'
import { dayOf } from '../../core/school/day.ts'
import type { Lesson, PlannedLesson } from '../../core/school/timetable.ts'
import { denied } from '../here/denied.ts'
import { here } from '../here/here.ts'
import { keptManifest } from '../library/kept/index.ts'
import { type Contents, packageContents } from '../library/open/index.ts'
import { row, rowsUnder } from '../store/rows.ts'
import { selfOf } from '../store/store.ts'
import { dayOfLesson, lessonsAhead } from '../timetable/index.ts'
import type { Who } from '../who/who.ts'
import { lessonInTurn, type Standing, standingOf } from './standing.ts'

/** A lesson as its screen shows it. Times are ms since 1970 by the hub's clock. */
export interface LessonView {
  lesson: LessonId
  day: Day
  /** '' of a lesson that is in no timetable. */
  subject: string
  className: string
  start: number
  end: number
  /** Who teaches it from where; '' when the school teaches it by itself. */
  host: string
  hostSchool: string
  planned: PlannedLesson | undefined
  /** The version that is shown: the one with which the lesson was begun, else the planned one. */
  hash: BlobHash | undefined
  /** What of its package is here; undefined while its manifest is not. */
  contents: Contents | undefined
  standing: Standing
  /** Whether this place and person may record what happens in it. */
  allowed: boolean
  taught: TaughtLesson | undefined
  cancelled: CancelledLesson | undefined
  /** Pupils marked present or late, and all that are marked. */
  present: number
  marked: number
  /** How many of these marks the program made. */
  byItself: number
  /** Hub's clock minus this device's, ms. */
  offset: number
}

/** A lesson by the id in its address; 'unknown' when it is no lesson of a class of this place. Run it in a live query. */
export async function lessonView(id: string, by: Who['person']): Promise<LessonView | 'unknown'> {
  const { store, place } = here()
  const parsed = v.safeParse(LessonId, id)
  if (!parsed.success) return 'unknown'
  const lesson = parsed.output
  const classId = lessonClass(lesson)
  if (!place.classes.includes(classId)) return 'unknown'
  const day = await dayOfLesson(store, lesson)

  const [described, ofDay, taught, register, self, cancelled, denial] = await Promise.all([
    row(store, classes, classId),
    lessonsAhead(store, classId, day, 1),
    row(store, taughtLessons, lesson),
    rowsUnder(store, attendance, lesson),
    selfOf(store),
    row(store, cancelledLessons, lesson),
    denied(lessonOpened({ lesson }), by),
  ])
  const allowed = denial === undefined
  const offset = self?.offset ?? 0
  const now = store.now() + offset
  const slot = ofDay.find((one) => one.lesson === lesson)
  if (!slot && !taught) return 'unknown'
  const course = slot?.course && (await row(store, courses, classId, slot.course))
  const hash = await shownVersion(taught, slot?.planned)
  return {
    lesson,
    day,
    subject: slot?.subject ?? '',
    className: described ? `${described.schoolName} ${described.name}` : '',
    start: slot?.start ?? taught?.opened ?? now,
    end: slot?.end ?? (taught?.opened ?? now) + 40 * 60_000,
    host: course ? course.hostName : '',
    hostSchool: course ? course.hostSchoolName : '',
    planned: slot?.planned,
    hash,
    contents: hash && (await packageContents(store, hash)),
    standing: standingOf({
      allowed,
      day,
      today: dayOf(now),
      taught,
      cancelled,
      itsTurn: lessonInTurn(await withClosed(ofDay), now)?.lesson === lesson,
    }),
    allowed,
    taught,
    cancelled,
    present: register.filter(({ state }) => state.status === 'present' || state.status === 'late').length,
    byItself: register.filter(({ state }) => state.auto).length,
    marked: register.length,
    offset,
  }
}

async function shownVersion(
  taught: TaughtLesson | undefined,
  planned: PlannedLesson | undefined,
): Promise<BlobHash | undefined> {
  const begun = taught?.manifest
  if (begun && (!planned || (await keptManifest(here().store, begun)))) return begun
  return planned?.manifest
}

async function withClosed(lessons: readonly Lesson[]): Promise<(Lesson & { closed: boolean })[]> {
  const taught = await Promise.all(lessons.map((one) => row(here().store, taughtLessons, one.lesson)))
  return lessons.map((one, n) => ({ ...one, closed: taught[n]?.closed === true }))
}
