import type * as v from 'valibot'
import type { PersonId } from '../facts/ids.ts'
import { homeworkSet } from '../facts/kinds/homework-set.ts'
import { homeworkWithdrawn } from '../facts/kinds/homework-withdrawn.ts'
import { addDays } from '../school/day.ts'
import { lastOf } from './reading.ts'
import { table } from './table.ts'

/** `assignment/CLASS/ASSIGNMENT`: homework as it was set. */
export type Assignment = v.InferOutput<typeof homeworkSet.body> & {
  setBy: PersonId | ''
  /** Effective time of the setting, ms since 1970. */
  setAt: number
  withdrawn: boolean
}

export const assignments = table<Assignment>({
  name: 'assignment',
  version: 1,
  reduce(facts) {
    const setting = lastOf(homeworkSet, facts)
    if (!setting) return undefined
    return {
      ...setting.body,
      setBy: setting.by,
      setAt: setting.eff,
      withdrawn: lastOf(homeworkWithdrawn, facts) !== undefined,
    }
  },
  neededUntil: (state) => state && addDays(state.due, 28),
})
