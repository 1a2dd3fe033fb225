import type { Day, LessonId } from '../../core/facts/ids.ts'
import type { CancelReason } from '../../core/facts/kinds/lesson-cancelled.ts'

/**
 * All that a home shows, prepared: it is kept as one row, so that a home can be shown before the store and its library
 * are loaded. Covers some days, so that tomorrow's home is right without a line. Times are ms since 1970.
 */
export interface HomeView {
  title: string
  kind: string
  /** How far the hub's clock is ahead of this device's, ms; not in a view that an older version kept. */
  ahead?: number
  lessons: LessonCard[]
  /** By day: the week of the term, and whether it is an odd one. */
  days: { day: Day; week: number; parity: 'odd' | 'even' }[]
  classes: { id: string; name: string; school: string; pupils: number }[]
  /** Pieces that wait for a teacher. */
  toMark: number
  /** Lessons in the days to come whose package is all here. */
  lessonsHere: number
}

export interface LessonCard {
  lesson: LessonId
  class: string
  day: Day
  start: number
  end: number
  subject: string
  /** Of what it is taught with; '' when the school teaches it by itself. */
  title: string
  host: string
  hostSchool: string
  hostId: string
  hostSchoolId: string
  /** What its ready light says. own: the school teaches it by itself. unplanned: its plan is not here. */
  light: 'ready' | 'partly' | 'missing' | 'own' | 'unplanned'
  filesLeft: number
  opened: boolean
  closed: boolean
  /** Why it does not take place. */
  cancelled?: CancelReason
  /** When the last thing happened in it; not in a view that an older version kept. */
  latest?: number
  /** Since when it is taught live from here, where its host has not ended it. */
  liveSince?: number
  /** Pupils marked present or late, and all that are marked. */
  present: number
  marked: number
}

/** After this long without anything happening an open lesson was forgotten rather than interrupted, ms. */
const forgottenAfter = 10 * 60_000

/**
 * The lesson that the big button is for: the one whose classes wait for their host; the one that was interrupted, be it out of its
 * time; else the one going on or next, else the last of today that was not taught.
 */
export function lessonNow(lessons: readonly LessonCard[], now: number): LessonCard | undefined {
  const open = lessons.filter((lesson) => !lesson.closed && !lesson.cancelled)
  const live = open.filter((lesson) => now < liveUntil(lesson) + forgottenAfter)
  const waiting = live.sort((a, b) => liveUntil(b) - liveUntil(a))[0]
  if (waiting) return waiting
  const ahead = open.filter((lesson) => now < lesson.end)
  const since = (lesson: LessonCard) => lesson.latest ?? 0
  const last = ahead.filter(({ opened }) => opened).sort((a, b) => since(b) - since(a))[0]
  if (last && now - since(last) < forgottenAfter) return last
  return ahead[0] ?? open[open.length - 1]
}

/** When a lesson that is taught live is over, be it taught out of its time; ms since 1970, 0 of one that is not. */
function liveUntil({ liveSince, start, end }: LessonCard): number {
  return liveSince === undefined ? 0 : Math.max(end, liveSince + end - start)
}
