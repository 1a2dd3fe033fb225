import * as v from 'valibot'
import { LessonId, lessonClass } from '../../core/facts/ids.ts'
import { lessonCancelled } from '../../core/facts/kinds/lesson-cancelled.ts'
import { type CancelledLesson, cancelledLessons } from '../../core/rows/cancelled.ts'
import { members } from '../../core/rows/member.ts'
import { denied } from '../here/denied.ts'
import { here } from '../here/here.ts'
import { row } from '../store/rows.ts'
import { dayOfLesson, lessonsAhead } from '../timetable/index.ts'
import type { Who } from '../who/who.ts'

/** Lessons that take place together, or do not. */
export interface Cancelling {
  lessons: LessonId[]
  subjects: string
  /** ms since 1970. */
  start: number
  cancelled: (CancelledLesson & { name: string }) | undefined
  /** Whether whoever has the device may say so. */
  allowed: boolean
}

/** @param path the lessons' ids. 'unknown': there is none of them here. Run it in a live query. */
export async function cancelling(path: readonly string[], by: Who['person']): Promise<Cancelling | 'unknown'> {
  const { store, place } = here()
  const asked = path.flatMap((id) => {
    const parsed = v.safeParse(LessonId, id)
    return parsed.success && place.classes.includes(lessonClass(parsed.output)) ? parsed.output : []
  })
  const found = await Promise.all(
    asked.map(async (id) => {
      const ofDay = await lessonsAhead(store, lessonClass(id), await dayOfLesson(store, id), 1)
      return ofDay.find((one) => one.lesson === id)
    }),
  )
  const known = found.filter((one) => one !== undefined)
  const [first] = known
  if (!first) return 'unknown'
  const off = await Promise.all(known.map(({ lesson }) => row(store, cancelledLessons, lesson)))
  const cancelled = off.find((one) => one !== undefined)
  const teller = cancelled?.by && (await row(store, members, first.class, cancelled.by))
  return {
    lessons: known.map(({ lesson }) => lesson),
    subjects: [...new Set(known.map(({ subject }) => subject))].join('、'),
    start: first.start,
    cancelled: cancelled && { ...cancelled, name: teller ? teller.name : '' },
    allowed: (await denied(lessonCancelled({ lesson: first.lesson, reason: 'other' }), by)) === undefined,
  }
}
