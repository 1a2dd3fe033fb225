import type { QuestionId } from '../facts/ids.ts'
import { workShown } from '../facts/kinds/work-shown.ts'
import type { Pictured } from '../facts/pictured.ts'
import { ofKind } from './reading.ts'
import { untilNextDay } from './room.ts'
import { table } from './table.ts'

/** `showing/LESSON/BLOB`, and `/QUESTION` where it answers one: work that a class shows in a live lesson. `at` is effective, ms since 1970. */
export interface Showing {
  picture: Pictured
  question?: QuestionId
  at: number
}

export const showings = table<Showing>({
  name: 'showing',
  version: 1,
  reduce(facts) {
    const [first] = ofKind(workShown, facts)
    if (!first) return undefined
    const { picture, question } = first.body
    return { picture, ...(question && { question }), at: first.eff }
  },
  neededUntil: (_, key) => untilNextDay(key),
})
