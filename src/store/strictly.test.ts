import { Dexie, liveQuery } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { id } from '../../test/hubs/small-county.ts'
import type { KeptBlob } from './place-db.ts'
import { openStore, type Store } from './store.ts'
import { type StrictTransaction, strictly } from './strictly.ts'

// Live queries rest where Dexie finds no IndexedDB of the platform's own.
Dexie.dependencies.indexedDB = new IDBFactory()

let store: Store
let stop: () => void = () => undefined
beforeEach(async () => {
  store = openStore('screens', { now: () => 0, random: () => 'r', idb: { indexedDB: new IDBFactory(), IDBKeyRange } })
  const { db } = store
  await db.blobs.bulkPut([photo('a', 1), photo('b', 1)])
  await db.troubles.put(trouble(1))
})
afterEach(() => {
  stop()
  store.db.close()
})

const photo = (hash: string, toSend: 0 | 1): KeptBlob => ({
  hash,
  size: 1,
  type: 'image/jpeg',
  have: 1,
  whole: 1,
  toSend,
})
const trouble = (seq: number) => ({ device: id.device('tablet-1'), seq, why: 'not-a-member' as const })

/** What a screen that asks this shows in the end, once `work` is done behind its back. */
async function shownAfter<T>(
  query: (store: Store) => Promise<T>,
  before: T,
  work: (transaction: StrictTransaction) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let first = true
    const subscription = liveQuery(async () => query(store)).subscribe({
      next(answer) {
        if (!first) return resolve(answer)
        first = false
        expect(answer).toEqual(before)
        strictly(store.db, ['facts', 'rows', 'troubles', 'blobs'], async (transaction) => work(transaction)).catch(
          reject,
        )
      },
      error: reject,
    })
    stop = () => subscription.unsubscribe()
  })
}

describe('a screen sees', () => {
  const toSend = ({ db }: Store) => db.blobs.where('toSend').equals(1).count()
  const troublesShown = ({ db }: Store) => db.troubles.toCollection().primaryKeys()
  const settled = ({ db }: Store) => db.rows.where('key').startsWith('trouble/').primaryKeys()

  test('that a photo has gone', async () => {
    expect(await shownAfter(toSend, 2, (t) => t.put('blobs', photo('a', 0)))).toBe(1)
  })

  test('that one more is to go', async () => {
    expect(await shownAfter(toSend, 2, (t) => t.put('blobs', photo('c', 1)))).toBe(3)
  })

  test('that there is another row, where it asks for keys alone', async () => {
    const row = { key: 'trouble/tablet-1:1', state: {} }
    expect(await shownAfter(settled, [], (t) => t.put('rows', row))).toEqual([row.key])
  })

  test('that something was taken away', async () => {
    expect(await shownAfter(troublesShown, [['tablet-1', 1]], (t) => t.delete('troubles', ['tablet-1', 1]))).toEqual([])
  })

  test('that all was taken away', async () => {
    expect(await shownAfter(toSend, 2, (t) => t.clear('blobs'))).toBe(0)
  })
})
