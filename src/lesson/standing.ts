import type { Day } from '../../core/facts/ids.ts'
import type { TaughtLesson } from '../../core/rows/lesson.ts'
import type { Lesson } from '../../core/school/timetable.ts'

/**
 * going: it is taught here, and what happens is recorded. ahead: another lesson of the class comes first, so whoever
 * looks is preparing. closed: 下课 was pressed. look: it may only be looked at, on another day or by whom it is not for.
 */
export type Standing = 'going' | 'ahead' | 'closed' | 'look'

export function standingOf(known: {
  allowed: boolean
  day: Day
  today: Day
  taught: Pick<TaughtLesson, 'closed'> | undefined
  ahead: boolean
}): Standing {
  if (!known.allowed) return 'look'
  if (known.taught) return known.taught.closed ? 'closed' : known.day === known.today ? 'going' : 'look'
  if (known.day !== known.today) return 'look'
  return known.ahead ? 'ahead' : 'going'
}

/**
 * Whether another lesson of the class comes before this one today: it is going on, or begins earlier, and nobody has
 * closed it.
 */
export function comesLater(
  lesson: Pick<Lesson, 'lesson' | 'start'>,
  ofDay: readonly (Pick<Lesson, 'lesson' | 'start' | 'end'> & { closed: boolean })[],
  now: number,
): boolean {
  return ofDay.some((other) => !other.closed && other.start < lesson.start && now < other.end)
}
