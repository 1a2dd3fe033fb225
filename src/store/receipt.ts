import type { FactName } from '../../core/facts/ids.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import type { Receipt } from '../../core/sync/messages.ts'
import type { KeptFact, Self } from './place-db.ts'
import { reduceIn } from './reduce.ts'
import { newDeviceId, type Store } from './store.ts'
import { type StrictTransaction, strictly } from './strictly.ts'

/** This database's facts from a number on, in order, at most `most` of them. */
export async function factsToDeliver(store: Store, self: Self, most: number): Promise<KeptFact[]> {
  return store.db.facts
    .where('[device+seq]')
    .between([self.device, self.delivered + 1], [self.device, self.seq], true, true)
    .limit(most)
    .toArray()
}

/**
 * Applies the hub's answer to a batch: what is delivered, when it counts from, what was refused. A hub that was put
 * back from an old copy has less than it once said; then the rest is delivered again.
 *
 * @param batch the facts that were sent; @param sentAt and @param heardAt this device's clock around the exchange, ms
 */
export async function applyReceipt(
  store: Store,
  batch: readonly KeptFact[],
  receipt: Receipt,
  exchange: { sentAt: number; heardAt: number },
): Promise<void> {
  await strictly(store.db, ['meta', 'facts', 'rows', 'troubles'], async (transaction) => {
    const self = await readSelf(transaction)
    if (batch[0] && batch[0].device !== self.device) return // of a name that this database has laid down meanwhile
    if (receipt.fork !== undefined) {
      await takeNewName(transaction, store, self, receipt.fork)
      return
    }
    const refused = new Map(receipt.refused.map((one) => [one.seq, one.why]))
    const late = new Map(receipt.late)
    const rows: RowKey[] = []
    for (const sent of batch) {
      if (sent.seq > receipt.upTo) continue
      const fact = await transaction.get<KeptFact>('facts', [sent.device, sent.seq])
      if (!fact) continue
      const why = refused.get(fact.seq)
      const eff = late.get(fact.seq) ?? fact.at
      if (why === undefined && eff === fact.eff) continue
      rows.push(...fact.rows)
      transaction.put('facts', { ...fact, eff, rows: why === undefined ? fact.rows : [] })
      if (why !== undefined) transaction.put('troubles', { device: fact.device, seq: fact.seq, why })
    }
    await reduceIn(transaction, rows)
    const lastSent = batch[batch.length - 1]?.seq ?? self.delivered
    const heard = withHubsWord(self, receipt, store.now(), exchange)
    transaction.put('meta', { name: 'self', value: { ...heard, delivered: Math.min(receipt.upTo, lastSent) } })
  })
}

/**
 * What any word of the hub tells of this device: the time, and how far it has its facts. Only a receipt makes a fact
 * delivered, for its bytes have been compared; any word may tell that the hub has less than it had.
 */
export function withHubsWord(
  self: Self,
  word: Pick<Receipt, 'upTo' | 'safe' | 'now'>,
  wall: number,
  exchange: { sentAt: number; heardAt: number },
): Self {
  return {
    ...self,
    wall,
    offset: Math.round(word.now - (exchange.sentAt + exchange.heardAt) / 2),
    delivered: Math.min(word.upTo, self.delivered),
    safe: Math.max(self.safe, Math.min(word.safe, self.seq)),
  }
}

export async function readSelf(transaction: StrictTransaction): Promise<Self> {
  const self = (await transaction.get<{ value: Self }>('meta', 'self'))?.value
  if (!self) throw new Error('this database belongs to no place')
  return self
}

/**
 * Another database has used this one's name (a disk put back to an old state, a cloned tablet): its facts from number
 * `from` on get a new name, and every scope is read anew, since the hub has others under the old one.
 */
export async function takeNewName(
  transaction: StrictTransaction,
  store: Store,
  self: Self,
  from: number,
): Promise<void> {
  const device = newDeviceId(self.place, store.random)
  // A range that ends before it begins is an error to IndexedDB, not an empty one.
  const range = from <= self.seq ? store.ranges.bound([self.device, from], [self.device, self.seq]) : undefined
  const facts = range ? await transaction.all<KeptFact>('facts', range) : []
  const renamed = new Map<string, string>(facts.map((fact, n) => [`${fact.device}:${fact.seq}`, `${device}:${n + 1}`]))
  for (const [n, fact] of facts.entries()) {
    transaction.delete('facts', [fact.device, fact.seq])
    transaction.put('facts', { ...fact, device, seq: n + 1, eff: fact.at, body: withNewNames(fact.body, renamed) })
  }
  for (const name of await transaction.keys('meta', store.ranges.bound('scope:', 'scope;'))) {
    const kept = await transaction.get<{ name: string; value: { cursor: string; reading: number } }>('meta', name)
    if (kept) transaction.put('meta', { name: kept.name, value: { ...kept.value, cursor: '' } })
  }
  transaction.put('meta', {
    name: 'self',
    value: { ...self, device, seq: facts.length, delivered: 0, safe: 0, formerly: self.formerly ?? self.device },
  })
  await reduceIn(
    transaction,
    facts.flatMap((fact) => fact.rows),
  )
}

/** Corrections name the facts that they replace, and those may have been renamed with them. */
function withNewNames(body: unknown, renamed: ReadonlyMap<string, string>): unknown {
  const over = (body as { over?: FactName[] }).over // any body is an object, and only `over` names facts
  if (!over) return body
  return { ...(body as object), over: over.map((name) => renamed.get(name) ?? name) } // as above
}
