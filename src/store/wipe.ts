import type { Wiped } from './order.ts'
import type { Self } from './place-db.ts'
import type { Store } from './store.ts'
import { type StoreName, strictly } from './strictly.ts'

const stores: readonly StoreName[] = ['facts', 'rows', 'meta', 'troubles', 'blobs', 'parts']

/**
 * Takes away everything that a place has here, keys included, in one transaction: all is there before it, nothing but
 * a note of it afterwards. Whatever page is still open can record nothing more.
 *
 * @param offered who it was and how far it had recorded when all was offered to the hub
 * @returns what was here; `undefined` if something has been recorded since, and nothing was taken away
 */
export async function wipe(store: Store, offered: Pick<Self, 'device' | 'seq'>): Promise<Wiped | undefined> {
  return strictly(store.db, [...stores], async (transaction) => {
    const self = (await transaction.get<{ value: Self }>('meta', 'self'))?.value
    if (self?.device !== offered.device || self.seq !== offered.seq) return undefined
    const photos = await transaction.keys('blobs', 1, 'toSend')
    const names = [self, ...(self.former ?? [])]
    const delivered = names.reduce((sum, name) => sum + name.delivered, 0)
    const recorded = names.reduce((sum, name) => sum + name.seq, 0)
    const wiped: Wiped = { delivered, lost: recorded - delivered + photos.length }
    for (const name of stores) transaction.clear(name)
    transaction.put('meta', { name: 'wiped', value: wiped })
    return wiped
  })
}
