import { browserCarrier } from '../src/sync/browser-carrier.ts'
import { BatchSize, deliverAll } from '../src/sync/deliver.ts'
import { sendPhotos } from '../src/sync/send-photos.ts'
import { storeOf } from './blobs.ts'

/** Delivers a place's facts and photos when the platform wakes the worker; not while a page of it is doing so. */
export async function deliverInBackground(place: string): Promise<void> {
  await navigator.locks.request(`tongke:${place}:deliver`, { ifAvailable: true }, async (lock) => {
    if (!lock) return
    const store = storeOf(place)
    const carrier = browserCarrier(store)
    await deliverAll(store, carrier, new BatchSize(), () => undefined)
    await sendPhotos(store, carrier)
  })
}
