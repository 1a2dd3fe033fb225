import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Manifest } from '../../../core/resources/manifest.ts'
import { rowKey } from '../../../core/rows/row-key.ts'
import { id, three } from '../../../test/hubs/small-county.ts'
import { openStore, type Store } from '../../store/store.ts'
import { keepByHand, keepManifest, keptPackages } from '../packages.ts'
import { makeRoom, roomForDownloads, sparePackages } from './room.ts'

const MiB = 1024 * 1024
const place = {
  place: id.place('panel'),
  kind: 'projector' as const,
  title: '',
  school: id.school('point'),
  classes: [three],
}
const first = id.blob('a')
const second = id.blob('b')
const next = id.blob('c')
const extra = id.blob('d')
const brought = id.blob('e')

let store: Store
beforeEach(async () => {
  store = openStore('room', { now: () => 0, random: () => 'r', idb: { indexedDB: new IDBFactory(), IDBKeyRange } })
  const plan = [first, second, next].map((manifest) => ({ manifest, title: '', bytes: 10 * MiB }))
  await store.db.rows.put({ key: rowKey('course', three, 'science'), state: { course: 'science', plan } })
  for (const hash of [next, second, first, extra, brought]) await keepManifest(store, hash, weighing(10 * MiB))
  await keepByHand(store, brought)
})

/** As much of a manifest as room is reckoned by. */
function weighing(size: number): Manifest {
  const file = { path: 'pages.json', type: 'application/json', size, sha256: id.blob('f') }
  return { title: '', files: [file], entries: [], points: [] } as unknown as Manifest // the rest is not looked at
}

const spare = () => sparePackages(store, place, new Set([next]))
const here = async () => [...(await keptPackages(store)).keys()].sort()

describe('when room is short', () => {
  test('what is in no plan goes first, then what was taught longest ago; never what timetable or a person keeps', async () => {
    expect((await spare()).map(({ hash }) => hash)).toEqual([extra, first, second])
  })

  test('no more goes than has to', async () => {
    expect(await makeRoom(store, await spare(), 15 * MiB, -2 * MiB)).toBe(true)
    expect(await here()).toEqual([second, next, brought])
  })

  test('all that is spare goes, and it is told when that was not enough', async () => {
    expect(await makeRoom(store, await spare(), 50 * MiB, 0)).toBe(false)
    expect(await here()).toEqual([next, brought])
  })
})

describe('downloads leave room', () => {
  const said = (quota: number, usage: number) => ({ estimate: async () => ({ quota, usage }) })

  test.each([
    [1_000, 100, 852],
    [1_000, 970, -18],
    [80, 60, 10],
  ])('of %i MiB of which %i are used, %i are for them', async (quota, usage, room) => {
    expect(await roomForDownloads(said(quota * MiB, usage * MiB))).toBe(room * MiB)
  })

  test('where the browser says nothing of it, none is known to be short', async () => {
    expect(await roomForDownloads(undefined)).toBe(Number.POSITIVE_INFINITY)
  })
})
