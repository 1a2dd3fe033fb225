import type { Day } from '../../core/facts/ids.ts'
import type { CancelledLesson } from '../../core/rows/cancelled.ts'
import type { TaughtLesson } from '../../core/rows/lesson.ts'
import type { Lesson } from '../../core/school/timetable.ts'

/**
 * going: it is taught here, and what happens is recorded. preview: it is another lesson's turn, so whoever looks is
 * preparing. cancelled: it does not take place. closed: 下课 was pressed. look: it may only be looked at, on another day or by whom it is not for.
 */
export type Standing = 'going' | 'preview' | 'cancelled' | 'closed' | 'look'

export function standingOf(known: {
  allowed: boolean
  day: Day
  today: Day
  taught: Pick<TaughtLesson, 'closed' | 'opened'> | undefined
  cancelled?: Pick<CancelledLesson, 'at'> | undefined
  itsTurn: boolean
}): Standing {
  const { cancelled, taught } = known
  // Whoever began it later did not know, or knew better.
  if (cancelled && !(taught && taught.opened > cancelled.at)) return 'cancelled'
  if (!known.allowed || known.day !== known.today) return known.taught?.closed && known.allowed ? 'closed' : 'look'
  if (known.taught) return known.taught.closed ? 'closed' : 'going'
  return known.itsTurn ? 'going' : 'preview'
}

/**
 * The lesson of a class's day whose turn it is: the one going on or next among those not closed, and when the last is
 * over that one. The home's large button is for the same one.
 */
export function lessonInTurn<One extends Pick<Lesson, 'end'> & { closed: boolean }>(
  ofDay: readonly One[],
  now: number,
): One | undefined {
  const open = ofDay.filter((one) => !one.closed)
  return open.find((one) => now < one.end) ?? open[open.length - 1]
}
