import type { Before } from '../../core/facts/batch.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import { factMark } from '../../core/facts/mark.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import type { Receipt, Refusal } from '../../core/sync/messages.ts'
import { moveToPresentName, takeNewName, withFormer } from './names.ts'
import type { KeptFact, Self } from './place-db.ts'
import { kept, reduceIn } from './reduce.ts'
import type { Store } from './store.ts'
import { type StrictTransaction, strictly } from './strictly.ts'

/** The facts under this database's name, or one of its former ones, that the hub does not have; at most `most`. */
export async function factsToDeliver(
  store: Store,
  { device, delivered, seq }: Pick<Self, 'device' | 'delivered' | 'seq'>,
  most: number,
): Promise<KeptFact[]> {
  return store.db.facts
    .where('[device+seq]')
    .between([device, delivered + 1], [device, seq], true, true)
    .limit(most)
    .toArray()
}

/** The last fact that the hub has: by it the hub sees whether it is this database that goes on, or another of its name. */
export async function factBefore(
  store: Store,
  { device, delivered }: Pick<Self, 'device' | 'delivered'>,
): Promise<Before | undefined> {
  const last = await store.db.facts.get([device, delivered])
  return last && { seq: delivered, mark: factMark(last) }
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
    await applyDecisions(transaction, self.device, batch, receipt)
    if (await lacksWhatHasGone(transaction, self, receipt)) {
      await takeNewName(transaction, store, self, receipt.upTo + 1)
      return
    }
    const delivered = comparedTo(self, batch, receipt)
    const heard = withHubsWord({ ...self, delivered }, receipt, store.now(), exchange)
    transaction.put('meta', { name: 'self', value: heard })
    noteClock(transaction, self, heard)
  })
}

/** Applies the hub's answer to a batch of a former name, which may have been empty, to hear how far they are safe. */
export async function applyFormerReceipt(
  store: Store,
  name: DeviceId,
  batch: readonly KeptFact[],
  receipt: Receipt,
): Promise<void> {
  await strictly(store.db, ['meta', 'facts', 'rows', 'troubles'], async (transaction) => {
    const self = await readSelf(transaction)
    const former = self.former?.find((one) => one.device === name)
    if (!former) return
    if (receipt.fork !== undefined) return moveToPresentName(transaction, store, self, former, receipt.fork)
    await applyDecisions(transaction, name, batch, receipt)
    if (await lacksWhatHasGone(transaction, former, receipt))
      return moveToPresentName(transaction, store, self, former, receipt.upTo + 1)
    const delivered = comparedTo(former, batch, receipt)
    const safe = Math.max(former.safe, Math.min(receipt.safe, delivered))
    const value: Self = { ...self, former: withFormer(self, { ...former, delivered, safe }) }
    transaction.put('meta', { name: 'self', value })
  })
}

/**
 * Up to which number the hub has this database's very facts. What a hub that was put back from an old copy has below
 * that may be another's of the same name, so that all is offered again of which no backup was made.
 */
function comparedTo(known: { delivered: number; safe: number }, batch: readonly KeptFact[], receipt: Receipt): number {
  if (receipt.upTo < known.delivered) return Math.min(known.safe, receipt.upTo)
  const lastSent = batch[batch.length - 1]?.seq ?? known.delivered
  return Math.min(receipt.upTo, lastSent)
}

/**
 * Whether the next fact that the hub lacks was safe, and was let go: the hub was put back to a copy older than that
 * backup, and takes nothing behind the gap. What is left has to go under numbers without one.
 */
async function lacksWhatHasGone(
  transaction: StrictTransaction,
  known: { device: DeviceId; safe: number },
  { upTo }: Receipt,
): Promise<boolean> {
  return upTo < known.safe && (await transaction.get('facts', [known.device, upTo + 1])) === undefined
}

/** Notes what the hub has decided of a batch's facts: when they count from, and which it refused. */
async function applyDecisions(
  transaction: StrictTransaction,
  name: DeviceId,
  batch: readonly KeptFact[],
  receipt: Receipt,
): Promise<void> {
  const refused = new Set(receipt.refused.map((one) => one.seq))
  const late = new Map(receipt.late)
  const troubled = await seqsInTrouble(transaction, name)
  const rows: RowKey[] = []
  for (const sent of batch) {
    if (sent.seq > receipt.upTo) continue
    const key: [string, number] = [sent.device, sent.seq]
    const fact = await transaction.get<KeptFact>('facts', key)
    if (!fact) continue
    const eff = late.get(fact.seq) ?? fact.at
    if (refused.has(fact.seq)) {
      transaction.put('facts', { ...fact, eff })
      continue
    }
    // A hub that was put back may take now what it refused before.
    if (troubled.has(fact.seq)) transaction.delete('troubles', key)
    const taken = kept({ ...fact, eff }, fact.scope, fact.reading)
    if (eff === fact.eff && taken.rows.length === fact.rows.length) continue
    rows.push(...taken.rows)
    transaction.put('facts', taken)
  }
  await reduceIn(transaction, rows)
  await noteRefusals(transaction, name, receipt.refused)
}

async function seqsInTrouble(transaction: StrictTransaction, name: DeviceId): Promise<Set<number>> {
  const all = await transaction.keys('troubles')
  // The store's keys are of this shape.
  return new Set((all as [DeviceId, number][]).filter(([device]) => device === name).map(([, seq]) => seq))
}

/** Facts that the hub did not take stay here, speak of no row any more, and are shown to a person. */
export async function noteRefusals(
  transaction: StrictTransaction,
  device: DeviceId,
  refused: readonly Refusal[],
): Promise<void> {
  const rows: RowKey[] = []
  for (const { seq, why } of refused) {
    const fact = await transaction.get<KeptFact>('facts', [device, seq])
    if (!fact || (await transaction.get('troubles', [device, seq]))) continue
    transaction.put('facts', { ...fact, rows: [] })
    transaction.put('troubles', { device, seq, why })
    rows.push(...fact.rows)
  }
  await reduceIn(transaction, rows)
}

/** By how much a word can be overtaken by another on its way, ms; a hub whose clock shows more was set back. */
const mostOvertaken = 60_000

/**
 * What any word of the hub tells of this device: the time, and how far it has its facts. Only a receipt makes a fact
 * delivered, for its bytes have been compared; any word may tell that the hub has less than it had.
 */
export function withHubsWord(
  self: Self,
  word: Pick<Receipt, 'upTo' | 'safe' | 'now'>,
  wall: number,
  exchange: { sentAt?: number; heardAt: number },
): Self {
  const overtaken = (self.told ?? 0) - word.now
  if (overtaken > 0 && overtaken < mostOvertaken) return { ...self, wall }
  const delivered = word.upTo < self.delivered ? Math.min(self.safe, word.upTo) : self.delivered
  return {
    ...self,
    wall,
    told: word.now,
    offset: offsetBy(word.now, exchange) ?? Math.max(self.offset, word.now - exchange.heardAt),
    delivered,
    // Of numbers that it has not compared, the hub may mean another's facts.
    safe: Math.max(self.safe, Math.min(word.safe, delivered)),
  }
}

/**
 * Hub's clock minus this device's, ms, by a question and its answer. What was said unasked may have lain in a machine that slept: it
 * only tells that the hub's clock shows this much or more.
 */
function offsetBy(now: number, { sentAt, heardAt }: { sentAt?: number; heardAt: number }): number | undefined {
  return sentAt === undefined ? undefined : Math.round(now - (sentAt + heardAt) / 2)
}

/** By how much this device's clock may turn out to have gone wrong before what shows the time is drawn anew, ms. */
const unnoticed = 1_000

/** Has those who asked for the time (`schoolNow`) ask again when it has turned out to be another. */
export function noteClock(transaction: StrictTransaction, before: Self, { offset }: Self): void {
  if (Math.abs(offset - before.offset) > unnoticed) transaction.put('meta', { name: 'clock', value: offset })
}

export async function readSelf(transaction: StrictTransaction): Promise<Self> {
  const self = (await transaction.get<{ value: Self }>('meta', 'self'))?.value
  if (!self) throw new Error('this database belongs to no place')
  return self
}
