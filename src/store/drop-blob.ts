import type { Store } from './store.ts'
import type { StrictTransaction } from './strictly.ts'

/** Takes away a blob, whole or not, within a transaction on `blobs` and `parts`. */
export async function dropIn(transaction: StrictTransaction, { ranges }: Store, hash: string): Promise<void> {
  const keys = await transaction.keys('parts', ranges.bound([hash, 0], [hash, Number.MAX_SAFE_INTEGER]))
  for (const key of keys) transaction.delete('parts', key)
  transaction.delete('blobs', hash)
}
