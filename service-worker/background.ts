import { wiped } from '../src/store/order.ts'
import { selfOf } from '../src/store/store.ts'
import { browserCarrier } from '../src/sync/browser-carrier.ts'
import { BatchSize, deliverAll } from '../src/sync/deliver.ts'
import { sendPhotos } from '../src/sync/send-photos.ts'
import { answer } from '../src/sync/turn.ts'
import { letGoOf, storeOf } from './blobs.ts'

/**
 * Delivers a place's facts and photos when the platform wakes the worker; not while a page of it is doing so.
 *
 * @throws CarrierFailure, or when a page has it in hand: the platform then wakes the worker again, in case that page is
 *   closed before it is done
 */
export async function deliverInBackground(place: string): Promise<void> {
  const store = storeOf(place)
  if (!(await selfOf(store))) {
    // Taken away since it was asked for. What a page is still to be told of it stays; else looking has made an empty one.
    if (!(await wiped(store))) await letGoOf(place)
    return
  }
  await navigator.locks.request(`tongke:${place}:deliver`, { ifAvailable: true }, async (lock) => {
    if (!lock) throw new Error('a page delivers')
    const stop = answer(`tongke:${place}:deliver`)
    try {
      const carrier = browserCarrier(store)
      await deliverAll(store, carrier, new BatchSize(), () => undefined)
      await sendPhotos(store, carrier)
    } finally {
      stop()
    }
  })
}
