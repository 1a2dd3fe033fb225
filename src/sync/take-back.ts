import { forgetPlace } from '../known-places.ts'
import { cursors } from '../store/absorb.ts'
import { giveUpBallast } from '../store/ballast.ts'
import { noteOrder, type Wiped, wiped } from '../store/order.ts'
import { isSafe } from '../store/photos.ts'
import type { KeptBlob, Self } from '../store/place-db.ts'
import { readSelf } from '../store/receipt.ts'
import { browserWorld, openStore, type Store, selfOf } from '../store/store.ts'
import { strictly } from '../store/strictly.ts'
import { wipe } from '../store/wipe.ts'
import { type Carrier, CarrierFailure } from './carrier.ts'
import { type BatchSize, deliverAll, hearReceipts } from './deliver.ts'
import { sendPhotos } from './send-photos.ts'

/**
 * Follows the hub's order to wipe: delivers what is still here, which goes into quarantine, hears the order once more,
 * and takes everything away.
 *
 * @returns what was here; `undefined` if the order does not stand any more
 * @throws CarrierFailure; what was delivered by then stays delivered, and nothing was taken away
 */
export async function giveBack(
  store: Store,
  carrier: Carrier,
  size: BatchSize,
  progress: (left: number) => void,
): Promise<Wiped | undefined> {
  await noteOrder(store, 'revoked')
  await offerPhotosAgain(store)
  for (let before = ''; ; ) {
    await deliverAll(store, carrier, size, progress)
    await sendPhotos(store, carrier)
    // It may have been put back to an old copy since it said that it had everything: the order does not tell.
    await hearReceipts(store, carrier)
    const self = await selfOf(store)
    if (!self) return undefined
    // Something was recorded meanwhile, or the hub has it no more; what has come no further the second time never will.
    const lacks = lackedOf(self)
    if (lacks !== '' && lacks !== before) {
      before = lacks
      continue
    }
    if (!(await isOrdered(store, carrier))) {
      await noteOrder(store, '')
      return undefined
    }
    const was = await wipe(store, self)
    if (was) return was
  }
}

/** What of each name the hub does not have; '' for nothing. */
function lackedOf(self: Self): string {
  const names = [self, ...(self.former ?? [])].filter(({ seq, delivered }) => delivered < seq)
  return names.map(({ device, seq, delivered }) => `${device} ${delivered} ${seq}`).join()
}

/** Photos that are in no backup yet are asked after once more. */
async function offerPhotosAgain(store: Store): Promise<void> {
  await strictly(store.db, ['meta', 'blobs'], async (transaction) => {
    const self = await readSelf(transaction)
    for (const blob of await transaction.all<KeptBlob>('blobs'))
      if (blob.sentAfter && !isSafe(self, blob)) transaction.put('blobs', { ...blob, toSend: 1 })
  })
}

async function isOrdered(store: Store, carrier: Carrier): Promise<boolean> {
  const self = await selfOf(store)
  if (!self) return false
  try {
    await carrier.pull(self.device, await cursors(store))
    return false
  } catch (error) {
    if (error instanceof CarrierFailure && error.why === 'revoked') return true
    throw error
  }
}

/** Takes away the emptied database, and the place from this browser's list. Resolves when every page has let go of it. */
export async function removePlace(store: Store, name: string): Promise<void> {
  await giveUpBallast(store)
  await store.db.delete()
  forgetPlace(name)
}

/**
 * For a place that cannot be opened: if it was being wiped when the power went, that goes on here; if this browser has
 * nothing of it, looking for it leaves nothing behind either.
 *
 * @returns what was here, if it was wiped
 */
export async function goOnWiping(name: string, world = browserWorld): Promise<Wiped | undefined> {
  const store = openStore(name, world)
  const was = await wiped(store)
  if (was) await removePlace(store, name)
  else if (!(await selfOf(store))) await store.db.delete()
  store.db.close()
  return was
}
