import { hashName } from '../../core/resources/verify.ts'
import { beginBlob, blobIsWhole, dropBlob, keepPart, keepWhole, partsOf } from '../store/blobs.ts'
import { partBytes } from '../store/place-db.ts'
import { type Store, selfOf } from '../store/store.ts'
import { type BlobStream, type Carrier, CarrierFailure } from './carrier.ts'
import { joined } from './joined.ts'

export interface Wanted {
  hash: string
  /** Where it is not known beforehand the hub's word is taken; the hash decides in the end. */
  size?: number
  type: string
}

/** It is known how long it is. */
export type Sized = Wanted & { size: number }

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
  const have = before?.have ?? 0
  const known = wanted.size ?? before?.size
  if (known === undefined || have < known) {
    const stream = await carrier.fetchBlob(self.device, wanted.hash, have)
    const blob = { ...wanted, size: known ?? stream.size }
    try {
      if (have === 0 && blob.size <= partBytes) return await keepAtOnce(store, blob, stream, fetching)
      await keepParts(store, blob, stream, fetching)
    } finally {
      stream.cancel()
    }
    return checkParts(store, blob)
  }
  await checkParts(store, { ...wanted, size: known })
}

/** What is no longer than a part is checked before it is written: most files are, and each write is a wait for the disk. */
async function keepAtOnce(store: Store, blob: Sized, stream: BlobStream, { signal, turn, progress }: Fetching) {
  let bytes = new Uint8Array()
  for (let chunk = await stream.read(); chunk; chunk = await stream.read()) {
    signal?.throwIfAborted?.()
    bytes = joined(bytes, chunk)
    refuseLonger(blob, bytes.length)
  }
  if (bytes.length < blob.size) throw lineEnded()
  if ((await hashName(bytes, crypto.subtle)) !== blob.hash) throw otherBytes(blob)
  await turn?.()
  await keepWhole(store, { hash: blob.hash, type: blob.type, bytes })
  progress?.(blob.size, blob.size)
}

async function keepParts(store: Store, blob: Sized, stream: BlobStream, { signal, turn, progress }: Fetching) {
  const { hash, size } = blob
  let { have } = await beginBlob(store, blob)
  let buffer = new Uint8Array()
  for (;;) {
    signal?.throwIfAborted?.()
    const chunk = await stream.read()
    if (chunk) buffer = joined(buffer, chunk)
    while (buffer.length >= partBytes || (!chunk && buffer.length > 0)) {
      const part = buffer.slice(0, partBytes)
      refuseLonger(blob, have + part.length)
      await turn?.()
      await keepPart(store, hash, have, part.buffer)
      have += part.length
      buffer = buffer.slice(part.length)
      progress?.(have, size)
    }
    if (!chunk) break
  }
  if (have < size) throw lineEnded()
}

async function checkParts(store: Store, blob: Sized): Promise<void> {
  const kept = { ...blob, have: blob.size, whole: 0 as const, toSend: 0 as const }
  const bytes = new Uint8Array(await new Blob(await partsOf(store, kept, 0, blob.size)).arrayBuffer())
  if ((await hashName(bytes, crypto.subtle)) !== blob.hash) {
    await dropBlob(store, blob.hash)
    throw otherBytes(blob)
  }
  await blobIsWhole(store, blob.hash)
}

function refuseLonger({ hash, size }: Sized, have: number): void {
  if (have > size) throw new CarrierFailure('refused', `${hash} is longer than it says`)
}

function lineEnded(): CarrierFailure {
  return new CarrierFailure('line', 'the line ended before the blob did')
}

function otherBytes({ hash }: Sized): CarrierFailure {
  return new CarrierFailure('refused', `${hash} came with other bytes`)
}
