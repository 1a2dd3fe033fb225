import * as v from 'valibot'
import { kindNamed } from './catalogue.ts'
import type { Fact } from './fact.ts'
import type { Day, PersonId } from './ids.ts'
import { isStruck } from './striking.ts'

/** A person whose name and words are to be nowhere any more, and from which school day on. */
export interface Erased {
  person: PersonId
  day: Day
}

/**
 * A fact without what it says of erased people that has to go (`FactKind.erase`): device, number, time and kind stay, so that
 * numbers keep no gap. What it says of others stays, too, and so does what several did together until all of them are erased.
 *
 * @param erased everybody who was, or what several did stays
 * @returns `undefined` if there is nothing to take out of it
 */
export function withoutAnyOf<F extends Fact>(fact: F, erased: readonly Erased[]): F | undefined {
  const kind = kindNamed(fact.kind)
  if (!kind?.erase || isErased(fact)) return undefined
  const read = v.safeParse(kind.body, fact.body)
  const days = new Map(erased.map(({ person, day }) => [person, day]))
  const rest = read.success ? kind.erase(read.output, (person) => days.get(person)) : undefined
  return rest === undefined ? undefined : { ...fact, body: { ...(rest as object), erased: true } } // bodies are objects
}

/** As `withoutAnyOf`, where nobody else was erased. */
export function withoutPerson<F extends Fact>(fact: F, erased: Erased): F | undefined {
  return withoutAnyOf(fact, [erased])
}

/** Whether something was taken out of it. */
export function isErased({ body }: Pick<Fact, 'body'>): boolean {
  return (body as { erased?: unknown }).erased !== undefined // any body is an object
}

/** Whether two that bear the same number are the same fact, be it that something was erased of one of them, or blotted out. */
export function isSameFact(one: Recorded, other: Recorded): boolean {
  if (one.at !== other.at || one.by !== other.by || one.kind !== other.kind) return false
  const isWhole = [one, other].every((fact) => !isErased(fact) && !isStruck(fact))
  return !isWhole || JSON.stringify(one.body) === JSON.stringify(other.body)
}

type Recorded = Pick<Fact, 'at' | 'kind' | 'body'> & { by: string }
