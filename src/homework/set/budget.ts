import { minutesOfDay } from '../../../core/school/homework-minutes.ts'

/** What the rules say of a piece of homework before it is set. Minutes. */
export interface Budget {
  allowed: number
  /** Written homework that is set for that day already, all subjects together. */
  set: number
  /** What this piece adds to it. */
  adds: number
  /** By how much the day would be too long. */
  over: number
  /** The class has a grade that has no written homework at all. */
  noWritten: boolean
}

/** @param set the minutes of each piece of written homework of that day; @param written whether this one counts */
export function budgetOf(grades: readonly number[], set: readonly number[], minutes: number, written: boolean): Budget {
  const day = minutesOfDay(grades, set)
  const adds = written ? minutes : 0
  return {
    allowed: day.allowed,
    set: day.set,
    adds,
    over: written ? Math.max(0, day.set + adds - day.allowed) : 0,
    noWritten: day.allowed === 0,
  }
}
