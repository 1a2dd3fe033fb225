import type * as v from 'valibot'
import { headBytes, opening, readHead } from '../../../core/recording/file.ts'
import { partsOf } from '../../store/blobs.ts'
import type { Store } from '../../store/store.ts'

/** A recording's file that is here. */
export interface OpenFile<Head> {
  head: Head
  /** Some of the bytes that its head speaks of. */
  read(stretch: { at: number; bytes: number }): Promise<Uint8Array<ArrayBuffer>>
}

/** Opens a file of a recording. Undefined when it is not wholly here, or is none. */
export async function openFile<Schema extends v.GenericSchema>(
  store: Store,
  hash: string,
  schema: Schema,
): Promise<OpenFile<v.InferOutput<Schema>> | undefined> {
  const blob = await store.db.blobs.get(hash)
  if (blob?.whole !== 1) return undefined
  // By way of the database alone: a live query loses its thread over a `Blob`.
  const range = async (from: number, to: number) => {
    const end = Math.min(to, blob.size)
    const bytes = new Uint8Array(Math.max(0, end - from))
    let at = 0
    for (const part of end > from ? await partsOf(store, blob, from, end) : []) {
      bytes.set(new Uint8Array(part), at)
      at += part.byteLength
    }
    return bytes
  }
  const length = headBytes(await range(0, opening))
  const head = length === undefined ? undefined : readHead(schema, await range(opening, opening + length))
  if (length === undefined || head === undefined) return undefined
  const begin = opening + length
  return { head, read: ({ at, bytes }) => range(begin + at, begin + at + bytes) }
}
