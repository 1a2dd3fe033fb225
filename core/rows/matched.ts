import type { TimedFact } from '../facts/fact.ts'
import { pupilMatched } from '../facts/kinds/pupil-matched.ts'
import { ofKind } from './reading.ts'
import { type RowKey, withPart } from './row-key.ts'

/** Who somebody is, by their id: another one for a child who was added in the room and whom the office has matched. */
export type WhoIs = (pupil: string) => string

/** By the last word on each child that a row's facts have. @param facts in order of effect */
export function whoIs(facts: readonly TimedFact[]): WhoIs {
  const matches = ofKind(pupilMatched, facts)
  if (matches.length === 0) return (pupil) => pupil
  const words = new Map<string, string | undefined>(matches.map(({ body }) => [body.added, body.person]))
  return (pupil) => words.get(pupil) ?? pupil
}

/** The same row of each pupil who is, or was, matched with the one whose row this is. @param at which part of the key the pupil is */
export function matchedRows(facts: readonly TimedFact[], key: RowKey, at: number): RowKey[] {
  return ofKind(pupilMatched, facts).flatMap(({ body }) =>
    [body.added, body.person ?? body.added].map((pupil) => withPart(key, at, pupil)),
  )
}
