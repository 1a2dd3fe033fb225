import { dropIn } from './drop-blob.ts'
import { type BlobPart, type KeptBlob, partBytes } from './place-db.ts'
import { readSelf } from './receipt.ts'
import type { Store } from './store.ts'
import { strictly } from './strictly.ts'

/** The bytes of a whole blob; `undefined` if it is not here, or not whole yet. */
export async function readBlob(store: Store, hash: string): Promise<{ type: string; bytes: Blob } | undefined> {
  const blob = await store.db.blobs.get(hash)
  if (blob?.whole !== 1) return undefined
  return { type: blob.type, bytes: new Blob(await partsOf(store, blob, 0, blob.size), { type: blob.type }) }
}

/** Bytes `from` to `to` (exclusive) of a blob, as far as they are here. */
export async function partsOf(store: Store, blob: KeptBlob, from: number, to: number): Promise<ArrayBuffer[]> {
  const first = Math.floor(from / partBytes)
  const last = Math.floor((Math.max(from + 1, to) - 1) / partBytes)
  const parts = await store.db.parts
    .where('[hash+n]')
    .between([blob.hash, first], [blob.hash, last], true, true)
    .toArray()
  return parts.map(({ n, bytes }) => bytes.slice(Math.max(0, from - n * partBytes), Math.max(0, to - n * partBytes)))
}

/** Begins a blob, or tells how much of it has come: what was begun goes on where it was. */
export async function beginBlob(store: Store, blob: { hash: string; size: number; type: string }): Promise<KeptBlob> {
  return strictly(store.db, ['blobs'], async (transaction) => {
    const before = await transaction.get<KeptBlob>('blobs', blob.hash)
    if (before && before.size === blob.size) return before
    const begun: KeptBlob = { ...blob, have: 0, whole: 0, toSend: 0 }
    transaction.put('blobs', begun)
    return begun
  })
}

/** Keeps the next bytes of a blob: a whole part, or the last one. `at` must be where it stands, or nothing is done. */
export async function keepPart(store: Store, hash: string, at: number, bytes: ArrayBuffer): Promise<void> {
  await strictly(store.db, ['blobs', 'parts'], async (transaction) => {
    const blob = await transaction.get<KeptBlob>('blobs', hash)
    if (!blob || blob.have !== at || at % partBytes !== 0) return
    const part: BlobPart = { hash, n: at / partBytes, bytes }
    transaction.put('parts', part)
    transaction.put('blobs', { ...blob, have: at + bytes.byteLength })
  })
}

/** All bytes are here and the hash was right. */
export async function blobIsWhole(store: Store, hash: string): Promise<void> {
  await strictly(store.db, ['blobs'], async (transaction) => {
    const blob = await transaction.get<KeptBlob>('blobs', hash)
    if (blob) transaction.put('blobs', { ...blob, whole: 1 })
  })
}

/** A blob whose hash was checked. */
export interface WholeBlob {
  hash: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

/** As `keepAllWhole`, of one. */
export async function keepWhole(store: Store, blob: WholeBlob): Promise<void> {
  await keepAllWhole(store, [blob])
}

/**
 * Keeps blobs whose hashes were checked, in one transaction, so that what came down of them before, unchecked as yet, is no
 * part of them.
 */
export async function keepAllWhole(store: Store, blobs: readonly WholeBlob[]): Promise<void> {
  if (blobs.length === 0) return
  await strictly(store.db, ['blobs', 'parts'], async (transaction) => {
    for (const { hash, type, bytes } of blobs) {
      const before = await transaction.get<KeptBlob>('blobs', hash)
      if (before?.whole === 1) continue
      if (before) await dropIn(transaction, store, hash)
      const size = bytes.byteLength
      for (let n = 0; n * partBytes < size; n++) {
        const part: BlobPart = { hash, n, bytes: bytes.slice(n * partBytes, (n + 1) * partBytes).buffer }
        transaction.put('parts', part)
      }
      const kept: KeptBlob = { hash, type, size, have: size, whole: 1, toSend: 0 }
      transaction.put('blobs', kept)
    }
  })
}

/** The hub has it. */
export async function blobIsSent(store: Store, hash: string): Promise<void> {
  await strictly(store.db, ['blobs', 'meta'], async (transaction) => {
    const blob = await transaction.get<KeptBlob>('blobs', hash)
    const { device, seq } = await readSelf(transaction)
    if (blob) transaction.put('blobs', { ...blob, toSend: 0, sentAfter: { device, seq } })
  })
}

export async function dropBlob(store: Store, hash: string): Promise<void> {
  await strictly(store.db, ['blobs', 'parts'], (transaction) => dropIn(transaction, store, hash))
}
