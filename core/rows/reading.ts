import type { FactKind, TimedFact } from '../facts/fact.ts'

/**
 * The body of a fact if it is of this kind. The store and the hub keep only bodies that passed their kind's schema, so
 * it is not parsed again for each reduction.
 */
export function bodyOf<B>(kind: FactKind<B>, fact: TimedFact | undefined): B | undefined {
  return fact?.kind === kind.name ? (fact.body as B) : undefined // parsed at intake
}

/** The facts of one kind with their bodies, in order. */
export function ofKind<B>(kind: FactKind<B>, facts: readonly TimedFact[]): (TimedFact & { body: B })[] {
  return facts.filter((fact) => fact.kind === kind.name) as (TimedFact & { body: B })[] // parsed at intake
}

/** The last fact of one kind, of those whose body is as wanted. */
export function lastOf<B>(
  kind: FactKind<B>,
  facts: readonly TimedFact[],
  isWanted: (body: B) => boolean = () => true,
): (TimedFact & { body: B }) | undefined {
  const all = ofKind(kind, facts).filter(({ body }) => isWanted(body))
  return all[all.length - 1]
}

/** A fact that may say which earlier ones it replaces, by name. */
type Replacing = TimedFact & { body: { over?: readonly string[] | undefined } }

/**
 * The facts that no other one replaces. One head is the ordinary case; two are two people who did not know of each
 * other's, and both are kept and shown as such.
 */
export function heads<F extends Replacing>(facts: readonly F[]): F[] {
  const replaced = new Set(facts.flatMap((fact) => fact.body.over ?? []))
  return facts.filter((fact) => !replaced.has(`${fact.device}:${fact.seq}`))
}
