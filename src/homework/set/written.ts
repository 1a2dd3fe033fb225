import type { Day } from '../../../core/facts/ids.ts'
import type { Assignment } from '../../../core/rows/assignment.ts'

/** The minutes of each piece of written homework, by the day that it was set for. What was withdrawn does not count. */
export function writtenByDay(
  assignments: readonly Pick<Assignment, 'day' | 'minutes' | 'written' | 'withdrawn'>[],
): Map<Day, number[]> {
  const byDay = new Map<Day, number[]>()
  for (const { day, minutes, written, withdrawn } of assignments) {
    if (written && !withdrawn) byDay.set(day, [...(byDay.get(day) ?? []), minutes])
  }
  return byDay
}
