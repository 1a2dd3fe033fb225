import { readBody } from '../../core/facts/catalogue.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import { factsFor, linkedRows } from '../../core/rows/linked.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import type { KeptFact, KeptRow } from './place-db.ts'
import type { StrictTransaction } from './strictly.ts'

/** A fact with what the store has to know of it. A kind from a newer program is kept, and speaks of nothing yet. */
export function kept(fact: TimedFact, scope: string | undefined, reading: number): KeptFact {
  const read = readBody(fact.kind, fact.body)
  return {
    device: fact.device,
    seq: fact.seq,
    at: fact.at,
    eff: fact.eff,
    by: fact.by,
    kind: fact.kind,
    body: fact.body,
    rows: read.ok ? read.kind.rows(read.body) : [],
    scope: scope ?? (read.ok ? read.kind.scope(read.body) : ''),
    reading,
  }
}

/**
 * Reduces rows anew from all the facts that name them, within a transaction on `facts` and `rows`. One that comes out as it
 * was is not written: each write makes queries ask again.
 */
export async function reduceIn(transaction: StrictTransaction, rows: Iterable<RowKey>): Promise<void> {
  const found = new Map<RowKey, { facts: readonly KeptFact[]; before?: KeptRow | undefined }>()
  const look = async (key: RowKey): Promise<void> => {
    if (found.has(key)) return
    found.set(key, { facts: [] })
    const [facts, before] = await Promise.all([
      transaction.all<KeptFact>('facts', key, 'rows'),
      transaction.get<KeptRow>('rows', key),
    ])
    found.set(key, { facts, before })
    await Promise.all(linkedRows(key, facts).map(look))
  }
  await Promise.all([...rows].map(look))
  for (const [key, { before }] of found) {
    const state = reduceRow(
      key,
      factsFor(key, (row) => found.get(row)?.facts ?? []),
    )
    if (state === undefined && before) transaction.delete('rows', key)
    if (state !== undefined && JSON.stringify(state) !== JSON.stringify(before?.state))
      transaction.put('rows', { key, state })
  }
}
