import { beginBlob, blobIsWhole, dropBlob, keepPart, partsOf } from '../store/blobs.ts'
import { partBytes } from '../store/place-db.ts'
import { type Store, selfOf } from '../store/store.ts'
import { type Carrier, CarrierFailure } from './carrier.ts'

export interface Wanted {
  hash: string
  /** Where it is not known beforehand the hub's word is taken; the hash decides in the end. */
  size?: number
  type: string
}

export interface Fetching {
  /** Told after each part, bytes. */
  progress?(have: number, size: number): void
  /** Asked after each part; resolves when the next may be written, so that nobody's touch waits behind a download. */
  turn?(): Promise<void>
  signal?: AbortSignal
}

/**
 * Fetches a blob from where it stands, keeps it part by part, and checks it when it is whole.
 *
 * @throws CarrierFailure `line` when the line went, `refused` when the bytes are not what their name says; DOMException
 * `AbortError` when stopped
 */
export async function fetchBlob(
  store: Store,
  carrier: Carrier,
  wanted: Wanted,
  fetching: Fetching = {},
): Promise<void> {
  const self = await selfOf(store)
  if (!self) return
  const before = await store.db.blobs.get(wanted.hash)
  if (before?.whole === 1) return
  let have = before?.have ?? 0
  let size = wanted.size ?? before?.size
  if (size === undefined || have < size) {
    const stream = await carrier.fetchBlob(self.device, wanted.hash, have)
    size ??= stream.size
    have = (await beginBlob(store, { ...wanted, size })).have
    try {
      let buffer = new Uint8Array()
      for (;;) {
        fetching.signal?.throwIfAborted?.()
        const chunk = await stream.read()
        if (chunk) buffer = joined(buffer, chunk)
        while (buffer.length >= partBytes || (!chunk && buffer.length > 0)) {
          const part = buffer.slice(0, partBytes)
          if (have + part.length > size) throw new CarrierFailure('refused', `${wanted.hash} is longer than it says`)
          await fetching.turn?.()
          await keepPart(store, wanted.hash, have, part.buffer)
          have += part.length
          buffer = buffer.slice(part.length)
          fetching.progress?.(have, size)
        }
        if (!chunk) break
      }
    } finally {
      stream.cancel()
    }
  }
  if (have < size) throw new CarrierFailure('line', 'the line ended before the blob did')
  await check(store, { ...wanted, size })
}

async function check(store: Store, wanted: Required<Wanted>): Promise<void> {
  const blob = { ...wanted, have: wanted.size, whole: 0 as const, toSend: 0 as const }
  const bytes = await new Blob(await partsOf(store, blob, 0, wanted.size)).arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (hash !== wanted.hash) {
    await dropBlob(store, wanted.hash)
    throw new CarrierFailure('refused', `${wanted.hash} came with other bytes`)
  }
  await blobIsWhole(store, wanted.hash)
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
