import type { TimedFact } from '../facts/fact.ts'
import type { Day } from '../facts/ids.ts'
import type { RowKey } from './row-key.ts'

/**
 * A table's rows are reductions of facts, nothing else: the same facts give the same row on every machine, whatever
 * the order in which they arrived.
 */
export interface Table<State> {
  name: string
  /** Raised when `reduce` changes; rows of an older version are reduced anew. */
  version: number
  /**
   * One row from all the facts that name it, and those that name rows linked to it, sorted by effective time, then device, then number. Must not look at
   * anything else, the clock included. `undefined`: there is no row.
   */
  reduce(facts: readonly TimedFact[], key: RowKey): State | undefined
  /**
   * The rows on whose facts this one hangs, too, by what its own facts say (work that was moved, a child who was matched with another).
   * It must hold both ways: each
   * of them names this one by its facts.
   */
  linked?(facts: readonly TimedFact[], key: RowKey): RowKey[]
  /**
   * The last school day on which a classroom's devices need the row, which may not exist (facts that came too early to
   * make one); `undefined`: as long as it exists, or may yet.
   */
  neededUntil?(state: State | undefined, key: RowKey): Day | undefined
  /** The table of the rows as long as which these are needed at least: they share the first `parts` parts of the key. */
  neededWith?: { table: string; parts: number }
  /**
   * Whether pupils have anything to do or to see in it now. What is in other hands (handed in, and with a teacher) is no
   * business of a tablet that many share: it then has the facts that say so (`FactKind.part`), and nothing else of it.
   */
  isOpen?(state: State): boolean
}

export function table<State>(spec: Table<State>): Table<State> {
  return spec
}

/** The order of reduction: effective time, and among equals the device's name and its own numbers. */
export function byEffect(a: TimedFact, b: TimedFact): number {
  return a.eff - b.eff || (a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq)
}

/** What a row of a table holds. */
export type StateOf<T> = T extends Table<infer State> ? State : never
