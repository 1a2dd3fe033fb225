import type { AnyKind } from '../../core/facts/catalogue.ts'
import { nextMark } from '../../core/sync/cursor.ts'
import { listFromJson, valuesFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'

interface Entry {
  device: string
  seq: number
  kind: string
  kindKnown?: AnyKind
  read?: unknown
}

/**
 * Puts facts at the end of their scopes' logs, in this order, within the caller's transaction; numbers are given there,
 * so that none becomes visible out of order.
 *
 * @returns the scopes that have grown
 */
export async function appendToScopes(db: HubDb, facts: readonly Entry[]): Promise<string[]> {
  const byScope = new Map<string, Entry[]>()
  for (const fact of facts) {
    if (!fact.kindKnown) continue
    const scope = fact.kindKnown.scope(fact.read)
    byScope.set(scope, [...(byScope.get(scope) ?? []), fact])
  }
  const scopes = [...byScope.keys()]
  const ends = await endsOf(db, scopes)
  const rows: (string | number)[][] = []
  for (const [scope, entries] of byScope) {
    let { n, mark } = ends.get(scope) ?? { n: 0, mark: 0 }
    for (const { device, seq, kind } of entries) {
      n += 1
      mark = nextMark(mark, `${device}:${seq}`)
      rows.push([scope, n, device, seq, kind, mark])
    }
  }
  if (rows.length > 0) {
    await db
      .insertInto('scope_log')
      .columns(['scope', 'n', 'device', 'seq', 'kind', 'mark'])
      .expression(() => valuesFromJson(rows) as never) // a select by another way: Kysely types only its own builders
      .execute()
  }
  return scopes
}

/** The last entry's number and running hash of each scope that has any. */
export async function endsOf(db: HubDb, scopes: readonly string[]): Promise<Map<string, { n: number; mark: number }>> {
  const rows = await db
    .selectFrom('scope_log as log')
    .select(['log.scope', 'log.n', 'log.mark'])
    .where('log.scope', 'in', listFromJson(scopes))
    .where('log.n', '=', (eb) =>
      eb
        .selectFrom('scope_log as other')
        .select((one) => one.fn.max('other.n').as('n'))
        .whereRef('other.scope', '=', 'log.scope'),
    )
    .execute()
  return new Map(rows.map((row) => [row.scope, { n: Number(row.n), mark: Number(row.mark) }]))
}
