import type { TimedFact } from '../facts/fact.ts'
import { eachOnce } from './moved.ts'
import type { RowKey } from './row-key.ts'
import { tableOf } from './tables.ts'

/** The rows whose facts a row hangs on besides its own, as far as these say so. */
export function linkedRows(key: RowKey, facts: readonly TimedFact[]): RowKey[] {
  return (tableOf(key)?.linked?.(facts, key) ?? []).filter((one) => one !== key)
}

/** All rows that hang together with this one, itself among them. @param factsOf the facts that name a row */
export function togetherWith(key: RowKey, factsOf: (row: RowKey) => readonly TimedFact[]): RowKey[] {
  const together = new Set([key])
  // A set's walk comes to what is added on the way.
  for (const one of together) for (const other of linkedRows(one, factsOf(one))) together.add(other)
  return [...together]
}

/** What a row is reduced from: the facts that name it, and those of the rows that hang together with it. */
export function factsFor(key: RowKey, factsOf: (row: RowKey) => readonly TimedFact[]): readonly TimedFact[] {
  const rows = togetherWith(key, factsOf)
  return rows.length === 1 ? factsOf(key) : eachOnce(rows.flatMap((row) => [...factsOf(row)]))
}
