import type { AnyKind } from '../../core/facts/catalogue.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import { nextMark } from '../../core/sync/cursor.ts'
import { addRows } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'

export interface Entry extends TimedFact {
  /** The body as it is kept. */
  text: string
  kindKnown?: AnyKind
  read?: unknown
}

/**
 * Puts facts at the end of their scopes' logs, in this order, within the caller's transaction; numbers are given there,
 * so that none becomes visible out of order.
 *
 * @param again of facts that are there already: for whom they come anew
 * @returns the scopes that have grown
 */
export async function appendToScopes(
  db: HubDb,
  facts: readonly Entry[],
  again: '' | 'shared' | 'all' = '',
): Promise<string[]> {
  const byScope = new Map<string, Entry[]>()
  for (const fact of facts) {
    if (!fact.kindKnown) continue
    const scope = fact.kindKnown.scope(fact.read)
    const before = byScope.get(scope)
    if (before) before.push(fact)
    else byScope.set(scope, [fact])
  }
  const scopes = [...byScope.keys()]
  const rows: (string | number)[][] = []
  for (const [scope, entries] of byScope) {
    let { n, mark } = await endOf(db, scope)
    for (const entry of entries) {
      n += 1
      mark = markAfter(mark, entry, again)
      rows.push([scope, n, entry.device, entry.seq, entry.kind, mark, again])
    }
  }
  if (rows.length > 0) {
    await addRows(db, 'scope_log', ['scope', 'n', 'device', 'seq', 'kind', 'mark', 'again'], rows)
  }
  return scopes
}

/**
 * A log's running hash behind one more entry, over all that a device is told: a restored hub may give the same number to
 * another fact, or another time to it.
 */
export function markAfter(
  mark: number,
  fact: Omit<TimedFact, 'body' | 'device' | 'by'> & Record<'device' | 'by' | 'text', string>,
  again: string,
): number {
  const { device, seq, at, eff, by, kind, text } = fact
  return nextMark(mark, `${device}:${seq} ${at} ${eff} ${by} ${kind} ${text}${again}`)
}

/** The number and running hash of a scope's last entry; zeros for a scope that has none. */
export async function endOf(db: HubDb, scope: string): Promise<{ n: number; mark: number }> {
  const last = await db
    .selectFrom('scope_log')
    .select(['n', 'mark'])
    .where('scope', '=', scope)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { n: Number(last?.n ?? 0), mark: Number(last?.mark ?? 0) }
}
