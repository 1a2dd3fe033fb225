import { practiceAnswered } from '../facts/kinds/practice-answered.ts'
import { addDays, dayOf } from '../school/day.ts'
import { matchedRows, whoIs } from './matched.ts'
import { ofKind } from './reading.ts'
import { rowPart } from './row-key.ts'
import { table } from './table.ts'

/** `practice/CLASS/PUPIL/PACKAGE`: what a pupil practised of a package, by question. */
export interface Practice {
  /** Effective time of the latest answer, ms since 1970. */
  latest: number
  questions: { [question: string]: Practised }
}

export interface Practised {
  right: number
  wrong: number
  lastRight: boolean
  /** Effective time of the latest answer to it, ms since 1970. */
  last: number
}

export const practice = table<Practice>({
  name: 'practice',
  version: 2,
  linked: (facts, key) => matchedRows(facts, key, 1),
  reduce(facts, key) {
    const [pupil, is] = [rowPart(key, 1), whoIs(facts)]
    const state: Practice = { latest: 0, questions: {} }
    for (const { body, eff } of ofKind(practiceAnswered, facts)) {
      const isTheirs = is(body.pupil) === pupil
      // The row of a child who is another is empty, and needed as long as it would be.
      if (isTheirs || body.pupil === pupil) state.latest = eff
      if (!isTheirs) continue
      const before = state.questions[body.question] ?? { right: 0, wrong: 0 }
      state.questions[body.question] = {
        right: before.right + (body.right ? 1 : 0),
        wrong: before.wrong + (body.right ? 0 : 1),
        lastRight: body.right,
        last: eff,
      }
    }
    return state.latest === 0 ? undefined : state
  },
  // Lessons of the last two weeks are practised; what was practised before them is of use when one is taught again.
  neededUntil: (state) => state && addDays(dayOf(state.latest), 60),
})
