import { createHash } from 'node:crypto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BlobHash } from '../../core/facts/ids.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { backUp, openPlace, type PlaceStore, takeBack } from '../../test/stores/place-store.ts'
import { orderOf, wiped } from '../store/order.ts'
import { record } from '../store/record.ts'
import { openStore, selfOf, settle } from '../store/store.ts'
import { wipe } from '../store/wipe.ts'
import { type Carrier, CarrierFailure } from './carrier.ts'
import { BatchSize } from './deliver.ts'
import { receiveAll } from './receive.ts'
import { sendPhotos } from './send-photos.ts'
import { giveBack, goOnWiping } from './take-back.ts'

let hub: TestHub
let panel: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  panel = await openPlace(hub, 'panel')
})
afterEach(() => hub.close())

const opened = () => lessonOpened({ lesson: id.lesson('three.20260908.2') })
const photoBytes = new TextEncoder().encode('a picture of a page')
const photo = createHash('sha256').update(photoBytes).digest('hex') as BlobHash // 64 hexadecimal digits

async function photographs(): Promise<void> {
  const draft = homeworkPhotographed({
    class: three,
    assignment: id.assignment('a1'),
    pupils: [people.ann],
    photo,
    bytes: photoBytes.byteLength,
    thumbnail: photo,
  })
  const blob = { hash: photo, type: 'image/jpeg', bytes: photoBytes.slice().buffer }
  await record(panel.store, { drafts: [draft], by: people.aide, blobs: [blob] })
}

const revoke = () => takeBack(hub, panel)

const back = (carrier: Carrier = panel.carrier) => giveBack(panel.store, carrier, new BatchSize(), () => undefined)

/** How many entries each store of the database has. */
async function left(): Promise<Record<string, number>> {
  const counts = panel.store.db.tables.map(async (table) => [table.name, await table.count()] as const)
  return Object.fromEntries(await Promise.all(counts))
}

/** The line fails at the nth exchange with the hub. */
function failing(at: number): Carrier {
  let exchanges = 0
  return new Proxy(panel.carrier, {
    get(carrier, name, self) {
      const ask: unknown = Reflect.get(carrier, name, self)
      if (typeof ask !== 'function') return ask
      return (...args: unknown[]) => {
        exchanges += 1
        return exchanges === at ? Promise.reject(new CarrierFailure('line')) : ask.apply(carrier, args)
      }
    },
  })
}

describe('a device that was taken back', () => {
  test('hears the order when it asks for something', async () => {
    await revoke()
    await expect(receiveAll(panel.store, panel.carrier)).rejects.toMatchObject({ why: 'revoked' })
  })

  test('delivers what it still has, photos too, into quarantine, and forgets everything', async () => {
    await panel.records(opened(), people.aide)
    await panel.delivers()
    await photographs()
    await revoke()
    expect(await back()).toEqual({ delivered: 2, lost: 0 })
    expect(await left()).toEqual({ facts: 0, rows: 0, meta: 1, troubles: 0, blobs: 0, parts: 0 })
    expect(await wiped(panel.store)).toEqual({ delivered: 2, lost: 0 })
    const kept = await hub.db
      .selectFrom('fact')
      .select(['seq', 'state', 'why'])
      .where('kind', '=', 'homework.photographed')
      .execute()
    expect(kept).toEqual([{ seq: 2, state: 'refused', why: 'revoked' }])
    expect((await hub.blobs.info(photo))?.whole).toBe(true)
  })

  test.each(['blobState', 'pull'])(
    'delivers what is recorded meanwhile, too, while it asks for %s',
    async (question) => {
      await photographs()
      await revoke()
      let recorded = false
      const busy = new Proxy(panel.carrier, {
        get(carrier, name, self) {
          const ask: unknown = Reflect.get(carrier, name, self)
          if (typeof ask !== 'function' || name !== question) return ask
          return async (...args: unknown[]) => {
            if (!recorded) await panel.records(opened(), people.aide)
            recorded = true
            return ask.apply(carrier, args)
          }
        },
      })
      expect(await back(busy)).toEqual({ delivered: 2, lost: 0 })
      expect(await hub.db.selectFrom('fact').select('seq').where('why', '=', 'revoked').execute()).toHaveLength(2)
    },
  )

  test('gives back again what a hub has lost since, put back to an old copy', async () => {
    const putBack = await backUp(hub)
    await photographs()
    await panel.delivers()
    await sendPhotos(panel.store, panel.carrier)
    await putBack()
    await revoke()
    expect(await back()).toEqual({ delivered: 1, lost: 0 })
    const kept = await hub.db.selectFrom('fact').select('why').where('kind', '=', 'homework.photographed').execute()
    expect(kept).toEqual([{ why: 'revoked' }])
    expect((await hub.blobs.info(photo))?.whole).toBe(true)
  })

  test('does so under a new name too, if another used its own', async () => {
    const twin = await panel.copy()
    await twin.records(opened(), people.aide)
    await twin.delivers()
    await photographs()
    await revoke()
    expect(await back()).toEqual({ delivered: 1, lost: 0 })
  })

  test.each([1, 2, 3, 4, 5])(
    'keeps everything when the line goes at exchange %i, and gives it back later',
    async (at) => {
      await photographs()
      await revoke()
      await expect(back(failing(at))).rejects.toMatchObject({ why: 'line' })
      expect(await selfOf(panel.store)).toBeDefined()
      expect(await orderOf(panel.store)).toBe('revoked')
      expect(await back()).toEqual({ delivered: 1, lost: 0 })
    },
  )

  test('stays as it is when the office has taken the order back meanwhile', async () => {
    await panel.records(opened(), people.aide)
    expect(await back()).toBeUndefined()
    expect(await orderOf(panel.store)).toBe('')
    expect((await left()).facts).toBeGreaterThan(0)
  })

  test('loses nothing that is recorded at the last moment', async () => {
    const before = await selfOf(panel.store)
    await panel.records(opened(), people.aide)
    expect(before && (await wipe(panel.store, before))).toBeUndefined()
    expect(await selfOf(panel.store)).toMatchObject({ seq: 1 })
  })

  test('records nothing more once it is wiped, in no page', async () => {
    const self = await selfOf(panel.store)
    if (self) await wipe(panel.store, self)
    await expect(panel.records(opened(), people.aide)).rejects.toThrow()
    expect((await left()).facts).toBe(0)
  })
})

describe('a wipe that the power cut', () => {
  const idb = { indexedDB: new IDBFactory(), IDBKeyRange }
  const world = { now: () => 0, random: () => 'r', idb }
  const databases = async () => (await idb.indexedDB.databases()).map(({ name }) => name)
  const forgotten: string[] = []
  beforeEach(() => {
    vi.stubGlobal('localStorage', {
      getItem: () => '[]',
      setItem: (name: string) => forgotten.push(name),
      removeItem: () => undefined,
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  test('goes on at the next start, and says what was here', async () => {
    const store = openStore('tablet', world)
    await settle(store, {
      place: 'tablet',
      device: id.device('tablet-1'),
      seq: 2,
      at: 0,
      offset: 0,
      wall: 0,
      delivered: 2,
      safe: 0,
    })
    await wipe(store, { device: id.device('tablet-1'), seq: 2 })
    store.db.close()
    expect(await goOnWiping('tablet', world)).toEqual({ delivered: 2, lost: 0 })
    expect(await databases()).toEqual([])
    expect(forgotten).toEqual(['tongke.places'])
  })

  test('leaves nothing behind where there is nothing, and takes nothing from a place that stands', async () => {
    expect(await goOnWiping('nowhere', world)).toBeUndefined()
    const store = openStore('studio', world)
    await settle(store, {
      place: 'studio',
      device: id.device('studio-1'),
      seq: 0,
      at: 0,
      offset: 0,
      wall: 0,
      delivered: 0,
      safe: 0,
    })
    expect(await goOnWiping('studio', world)).toBeUndefined()
    expect(await databases()).toEqual(['tongke:studio'])
    store.db.close()
  })
})

test('a device that the hub does not know keeps everything', async () => {
  await panel.records(opened(), people.aide)
  await hub.db.deleteFrom('device').where('place', '=', 'panel').execute()
  await expect(back()).rejects.toMatchObject({ why: 'unknown' })
  expect((await selfOf(panel.store))?.seq).toBe(1)
})
