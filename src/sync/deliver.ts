import { type Before, packFacts } from '../../core/facts/batch.ts'
import type { KeptFact } from '../store/place-db.ts'
import { applyFormerReceipt, applyReceipt, factBefore, factsToDeliver } from '../store/receipt.ts'
import { type Store, selfOf } from '../store/store.ts'
import type { Carrier } from './carrier.ts'
import { introduced, takeUpNewName } from './introduce.ts'

/** A class's whole day fits in one; on a bad line a batch must get through between two cuts. */
const largest = 1_000
const smallest = 16
/** A round trip longer than this, ms, is a line that may be cut in the middle: then what one cut costs is kept small. */
const longTrip = 300
const largestOnLongTrip = 200

/** How many facts go at once: halved when a batch fails, doubled when it gets through. */
export class BatchSize {
  private size = largest

  /** @param roundTrip of the line, ms, where it is known */
  on(roundTrip: number | undefined): number {
    return Math.min(this.size, (roundTrip ?? 0) > longTrip ? largestOnLongTrip : largest)
  }

  succeeded(): void {
    this.size = Math.min(largest, this.size * 2)
  }

  failed(): void {
    this.size = Math.max(smallest, Math.floor(this.size / 2))
  }
}

/**
 * Delivers what this device has recorded, batch by batch, until the hub has it all.
 *
 * @param progress told how many are still to go, before each batch
 * @throws CarrierFailure; what was delivered by then stays delivered
 */
export async function deliverAll(
  store: Store,
  carrier: Carrier,
  size: BatchSize,
  progress: (left: number) => void,
): Promise<void> {
  for (;;) {
    const self = await selfOf(store)
    if (!self) return
    await takeUpNewName(store, carrier)
    if (self.seq === self.delivered) break
    const batch = await factsToDeliver(store, self, size.on(await carrier.roundTrip?.(self.device)))
    if (batch.length === 0) break
    progress(self.seq - self.delivered)
    const sentAt = store.now()
    try {
      const text = packed(batch, await factBefore(store, self))
      const receipt = await introduced(store, carrier, self.device, () => carrier.deliver(self.device, text))
      await applyReceipt(store, batch, receipt, { sentAt, heardAt: store.now() })
      size.succeeded()
    } catch (error) {
      size.failed()
      throw error
    }
    // What has come no further would come no further the next time.
    const after = await selfOf(store)
    if (after?.device === self.device && after.delivered === self.delivered) break
  }
  await deliverFormer(store, carrier)
}

/** Facts under former names are the hub's already, unless it was put back to before it had them. */
async function deliverFormer(store: Store, carrier: Carrier): Promise<void> {
  const self = await selfOf(store)
  for (const { device } of self?.former ?? []) {
    for (;;) {
      const former = (await selfOf(store))?.former?.find((one) => one.device === device)
      if (!former || Math.min(former.safe, former.delivered) >= former.seq) break
      const batch = await factsToDeliver(store, former, largestOnLongTrip)
      const text = packed(batch, await factBefore(store, former))
      const receipt = await introduced(store, carrier, device, () => carrier.deliver(device, text))
      await applyFormerReceipt(store, device, batch, receipt)
      const after = (await selfOf(store))?.former?.find((one) => one.device === device)
      if (after?.delivered === former.delivered) break
    }
  }
}

/**
 * Asks how far the hub has the facts of each of this database's names, without sending any: what it has no more, since it was
 * put back to an old copy, counts as not delivered afterwards.
 *
 * @throws CarrierFailure
 */
export async function hearReceipts(store: Store, carrier: Carrier): Promise<void> {
  const names = await selfOf(store).then((self) => (self ? [self, ...(self.former ?? [])] : []))
  for (const name of names) {
    const { device } = name
    const text = packed([], await factBefore(store, name))
    const sentAt = store.now()
    const receipt = await introduced(store, carrier, device, () => carrier.deliver(device, text))
    if ((await selfOf(store))?.device !== device) await applyFormerReceipt(store, device, [], receipt)
    else await applyReceipt(store, [], receipt, { sentAt, heardAt: store.now() })
  }
}

/** With when they count from, as far as the hub has said: one that was put back has forgotten. */
function packed(facts: readonly KeptFact[], before: Before | undefined): string {
  return packFacts(facts, before)
}
