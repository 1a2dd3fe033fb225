import type { TaughtLesson } from '../rows/lesson.ts'

/** The share of a lesson's planned time that must have been taught for it to count as held. */
export const heldShare = 0.8

/**
 * Whether a lesson was really held (实开): at least 80 % of its planned minutes, and a register with somebody in it.
 * Having opened it is not enough.
 *
 * @param planned length by the timetable, minutes; @param marked pupils in the register
 */
export function isHeld(taught: Pick<TaughtLesson, 'opened' | 'latest'>, planned: number, marked: number): boolean {
  return minutesTaught(taught) >= planned * heldShare && marked > 0
}

/** From entering the classroom to the last thing that happened in it, minutes. */
export function minutesTaught(taught: Pick<TaughtLesson, 'opened' | 'latest'>): number {
  return (taught.latest - taught.opened) / 60_000
}
