import { factName, type TimedFact } from '../facts/fact.ts'
import { workMoved } from '../facts/kinds/work-moved.ts'
import { whoIs } from './matched.ts'
import { bodyOf } from './reading.ts'
import { byEffect } from './table.ts'

/** A pupil's part of the facts about several pupils' pieces of one assignment, once work was moved between them. */
export interface Part {
  /** What counts for the pupil now, in order of effect. */
  facts: TimedFact[]
  /** The last move that took something from the pupil, and the last one that brought something. */
  gone?: TimedFact
  came?: TimedFact
}

/**
 * Whose is what: everything belongs to those whom it names, until a move gives all of it to another. Who is another by the
 * office's word has no part.
 *
 * @param facts of all the pieces, in order of effect, each once
 * @returns by pupil
 */
export function partsOf(facts: readonly TimedFact[]): Map<string, Part> {
  const parts = new Map<string, Part>()
  const of = (pupil: string): Part => {
    const part = parts.get(pupil) ?? { facts: [] }
    parts.set(pupil, part)
    return part
  }
  const is = whoIs(facts)
  for (const fact of facts) {
    const move = bodyOf(workMoved, fact)
    if (!move) {
      for (const pupil of new Set(pupilsIn(fact).map(is))) of(pupil).facts.push(fact)
      continue
    }
    const [from, to] = [of(is(move.from)), of(is(move.to))]
    if (from === to) continue
    to.facts = eachOnce([...to.facts, ...from.facts])
    to.came = fact
    from.facts = []
    from.gone = fact
  }
  return parts
}

/** Facts in order of effect, each once. */
export function eachOnce(facts: readonly TimedFact[]): TimedFact[] {
  return [...new Map(facts.map((fact) => [factName(fact), fact])).values()].sort(byEffect)
}

function pupilsIn({ body }: TimedFact): readonly string[] {
  const { pupil, pupils } = body as { pupil?: string; pupils?: readonly string[] } // as its kind's schema says
  return pupils ?? (pupil === undefined ? [] : [pupil])
}
