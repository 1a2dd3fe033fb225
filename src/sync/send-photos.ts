import { blobIsSent, partsOf } from '../store/blobs.ts'
import type { KeptBlob, Self } from '../store/place-db.ts'
import { type Store, selfOf } from '../store/store.ts'
import { type Carrier, CarrierFailure } from './carrier.ts'
import { introduced } from './introduce.ts'
import { mayKeptVoiceGo } from './right-of-way.ts'

/** Bytes in one request; small enough to get through between two cuts of a thin line. */
const rangeBytes = 32_768

/**
 * Sends the photos that the hub does not have, thumbnails first since they are smallest, from where each stands. One
 * whose fact the hub has refused, or lets wait, stays here and holds up none of the others.
 *
 * @throws CarrierFailure; what has arrived by then need not be sent again
 */
export async function sendPhotos(store: Store, carrier: Carrier): Promise<void> {
  const self = await selfOf(store)
  if (!self) return
  const waiting = await store.db.blobs.where('toSend').equals(1).toArray()
  waiting.sort((a, b) => a.size - b.size)
  for (const blob of waiting) {
    if (isVoice(blob) && !mayKeptVoiceGo()) continue
    try {
      await sendPhoto(store, carrier, self.device, blob)
    } catch (error) {
      if (!(error instanceof CarrierFailure && error.why === 'refused')) throw error
    }
  }
}

/** Photos say what they are; who teaches hands in no drawing. */
function isVoice({ type }: KeptBlob): boolean {
  return type === 'application/octet-stream'
}

async function sendPhoto(store: Store, carrier: Carrier, device: Self['device'], blob: KeptBlob): Promise<void> {
  let at = await introduced(store, carrier, device, () => carrier.blobState(device, blob.hash))
  let setBack = false
  while (at < blob.size) {
    const bytes = new Blob(await partsOf(store, blob, at, Math.min(blob.size, at + rangeBytes)))
    const have = await introduced(store, carrier, device, () => carrier.sendBlob(device, blob, at, bytes))
    // It may have less than it said, but not again and again.
    if (have <= at && setBack) throw new CarrierFailure('line', 'the hub throws away what it has of a photo')
    setBack = have <= at
    at = have
  }
  if (at > blob.size) throw new CarrierFailure('line', 'the hub has more of a photo than there is')
  await blobIsSent(store, blob.hash)
}
