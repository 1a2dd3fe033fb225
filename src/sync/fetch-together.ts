import { hashName } from '../../core/resources/verify.ts'
import { keepAllWhole, type WholeBlob } from '../store/blobs.ts'
import { partBytes } from '../store/place-db.ts'
import { type Store, selfOf } from '../store/store.ts'
import { type BlobStream, type Carrier, CarrierFailure } from './carrier.ts'
import type { Fetching, Sized } from './fetch-blob.ts'
import { joined } from './joined.ts'

/** What comes in one answer at most: on a line of 64 kbit/s it takes eight seconds, and a touch waits for no more of it. */
const most = { blobs: 32, bytes: partBytes }

/** Divides blobs, in their order, into what is fetched together. What is large stays alone. */
export function bundlesOf<B extends Sized>(blobs: readonly B[]): B[][] {
  const bundles: B[][] = []
  let bytes = 0
  for (const blob of blobs) {
    const last = bundles[bundles.length - 1]
    const fits = last && last.length < most.blobs && bytes + blob.size <= most.bytes
    if (fits) last.push(blob)
    else bundles.push([blob])
    bytes = fits ? bytes + blob.size : blob.size
  }
  return bundles
}

/**
 * Fetches small blobs in one answer and keeps them in one write: a lesson has many, and on a bad line each would be a way
 * there and back. What came whole before the line went is kept.
 *
 * @returns what is here now; what the hub would not give in this way, or gave with other bytes, is to be asked for by itself
 * @throws CarrierFailure `line` when the line went; DOMException `AbortError` when stopped
 */
export async function fetchTogether(
  store: Store,
  carrier: Carrier,
  blobs: readonly Sized[],
  { turn, signal }: Fetching = {},
): Promise<ReadonlySet<string>> {
  const self = await selfOf(store)
  const stream =
    self &&
    (await given(
      carrier.fetchBlobs(
        self.device,
        blobs.map(({ hash }) => hash),
      ),
    ))
  if (!stream) return new Set()
  const right: WholeBlob[] = []
  try {
    for await (const { blob, bytes } of cut(stream, blobs)) {
      signal?.throwIfAborted?.()
      if ((await hashName(bytes, crypto.subtle)) === blob.hash) right.push({ ...blob, bytes })
    }
  } finally {
    stream.cancel()
    if (!signal?.aborted) await turn?.()
    await keepAllWhole(store, right)
  }
  return new Set(right.map(({ hash }) => hash))
}

async function given(asked: Promise<BlobStream>): Promise<BlobStream | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof CarrierFailure && error.why === 'refused') return undefined
    throw error
  })
}

/** @throws CarrierFailure `line` when it ends before the last has come */
async function* cut(stream: BlobStream, blobs: readonly Sized[]) {
  let buffer: Uint8Array<ArrayBuffer> = new Uint8Array()
  for (const blob of blobs) {
    while (buffer.length < blob.size) {
      const chunk = await stream.read()
      if (!chunk) throw new CarrierFailure('line', 'the line ended before the blobs did')
      buffer = joined(buffer, chunk)
    }
    yield { blob, bytes: buffer.slice(0, blob.size) }
    buffer = buffer.slice(blob.size)
  }
}
