import type { FactKind } from '../facts/fact.ts'
import { lastOf } from './reading.ts'
import { type Table, table } from './table.ts'

/** A table whose row is what the latest fact of one kind said: things that the office describes. */
export function lastBody<B>(name: string, kind: FactKind<B>): Table<B> {
  return table<B>({ name, version: 1, reduce: (facts) => lastOf(kind, facts)?.body })
}
