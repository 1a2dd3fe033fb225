import type { RowKey } from '../../core/rows/row-key.ts'
import type { Receipt, Refusal } from '../../core/sync/messages.ts'
import type { KeptFact, ScopeReading, Self } from './place-db.ts'
import { kept, reduceIn } from './reduce.ts'
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
    const refused = new Set(receipt.refused.map((one) => one.seq))
    const late = new Map(receipt.late)
    const rows: RowKey[] = []
    for (const sent of batch) {
      if (sent.seq > receipt.upTo) continue
      const name: [string, number] = [sent.device, sent.seq]
      const fact = await transaction.get<KeptFact>('facts', name)
      if (!fact) continue
      const eff = late.get(fact.seq) ?? fact.at
      if (refused.has(fact.seq)) {
        transaction.put('facts', { ...fact, eff })
        continue
      }
      // A hub that was put back may take now what it refused before.
      const taken = kept({ ...fact, eff }, fact.scope, fact.reading)
      if (eff === fact.eff && taken.rows.length === fact.rows.length) continue
      rows.push(...taken.rows)
      transaction.put('facts', taken)
      transaction.delete('troubles', name)
    }
    await reduceIn(transaction, rows)
    await noteRefusals(transaction, self, receipt.refused)
    const lastSent = batch[batch.length - 1]?.seq ?? self.delivered
    const heard = withHubsWord(self, receipt, store.now(), exchange)
    transaction.put('meta', { name: 'self', value: { ...heard, delivered: Math.min(receipt.upTo, lastSent) } })
  })
}

/** Facts that the hub did not take stay here, speak of no row any more, and are shown to a person. */
export async function noteRefusals(
  transaction: StrictTransaction,
  self: Self,
  refused: readonly Refusal[],
): Promise<void> {
  const rows: RowKey[] = []
  for (const { seq, why } of refused) {
    const fact = await transaction.get<KeptFact>('facts', [self.device, seq])
    if (!fact || (await transaction.get('troubles', [self.device, seq]))) continue
    transaction.put('facts', { ...fact, rows: [] })
    transaction.put('troubles', { device: self.device, seq, why })
    rows.push(...fact.rows)
  }
  await reduceIn(transaction, rows)
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
    const body = withNewNames(fact.body, renamed)
    transaction.delete('facts', [fact.device, fact.seq])
    transaction.put('facts', kept({ ...fact, device, seq: n + 1, eff: fact.at, body }, fact.scope, fact.reading))
    // It is offered anew, and may be taken this time.
    transaction.delete('troubles', [fact.device, fact.seq])
  }
  for (const name of await transaction.keys('meta', store.ranges.bound('scope:', 'scope;'))) {
    const scope = await transaction.get<{ name: string; value: ScopeReading }>('meta', name)
    if (scope) transaction.put('meta', { ...scope, value: { ...scope.value, cursor: '' } })
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

/** Corrections name the facts that they replace, dismissals the one that they dismiss: all may be renamed with them. */
function withNewNames(body: unknown, renamed: ReadonlyMap<string, string>): unknown {
  const { over, refused } = body as { over?: string[]; refused?: string } // any body is an object
  return {
    ...(body as object), // as above
    ...(over && { over: over.map((name) => renamed.get(name) ?? name) }),
    ...(refused !== undefined && { refused: renamed.get(refused) ?? refused }),
  }
}
