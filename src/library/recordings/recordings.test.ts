import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as v from 'valibot'
import { beforeEach, expect, test } from 'vitest'
import type { BlobHash } from '../../../core/facts/ids.ts'
import { PlaceId } from '../../../core/facts/ids.ts'
import { writeHead } from '../../../core/recording/file.ts'
import { BoardAndSound } from '../../../core/recording/heads.ts'
import { hashName } from '../../../core/resources/verify.ts'
import type { Recording } from '../../../core/rows/recording.ts'
import { rowKey } from '../../../core/rows/row-key.ts'
import { four, id, three, tuesday } from '../../../test/hubs/small-county.ts'
import { newDeviceId, openStore, type Store, settle } from '../../store/store.ts'
import { type Carrier, CarrierFailure } from '../../sync/carrier.ts'
import { fetchRecordings } from './fetch.ts'
import { chooseWeight, recordingsOf } from './kept.ts'
import { openFile } from './open.ts'

const lately = id.lesson('three.20260907.1')
const longAgo = id.lesson('three.20260601.1')
const room = { kind: 'projector' as const, title: '', school: id.school('point') }
const place = { place: id.place('panel'), ...room, classes: [three, four] }

let store: Store
/** What the hub has. */
let blobs: Map<string, Uint8Array<ArrayBuffer>>
let fetched: string[]
const carrier = {
  async fetchBlob(_: unknown, hash: string, at: number) {
    fetched.push(hash)
    if (!blobs.has(hash)) throw new CarrierFailure('refused')
    const bytes = blobs.get(hash) ?? new Uint8Array()
    let left: Uint8Array<ArrayBuffer> | undefined = bytes.slice(at)
    const read = async () => {
      const all = left
      left = undefined
      return all
    }
    return { size: bytes.length, type: '', read, cancel: () => undefined }
  },
} as Partial<Carrier> as Carrier // nothing else is asked for

beforeEach(async () => {
  const world = {
    now: () => tuesday,
    random: () => 'abcdefghijklmnop',
    idb: { indexedDB: new IDBFactory(), IDBKeyRange },
  }
  store = openStore('recordings', world)
  const device = newDeviceId(v.parse(PlaceId, 'panel'), world.random)
  await settle(store, { place: place.place, device, seq: 0, at: 0, offset: 0, wall: 0, delivered: 0, safe: 0 })
  blobs = new Map()
  fetched = []
})

async function blob(text: string): Promise<{ blob: BlobHash; bytes: number }> {
  const head = { format: 1, room: lately, ms: 1_000, turns: [{ page: 'p0', at: 0 }], photos: {}, ink: [] }
  const sound = [{ from: 0, ms: 1_000, at: 0, bytes: text.length }]
  const bytes = new Uint8Array(Buffer.concat([writeHead({ ...head, sound }), Buffer.from(text)]))
  const hash = await hashName(bytes, crypto.subtle)
  blobs.set(hash, bytes)
  return { blob: hash, bytes: bytes.length }
}

async function recorded(lesson: string, text: string): Promise<Recording> {
  const [light, small] = [await blob(text), await blob(`the picture of ${text}`)]
  const state = { room: id.lesson(lesson), points: [], ms: 1_000, light, photos: [], small }
  await store.db.rows.put({ key: rowKey('recording', lesson), state })
  return state
}

const fetchAll = (storage?: StorageManager) => fetchRecordings({ store, carrier, place }, tuesday, storage)
const known = () => recordingsOf(store, place, tuesday)

test('board and sound of what was taught lately come by themselves, and can be opened here', async () => {
  const { light } = await recorded(lately, 'a word')
  await recorded(longAgo, 'an old word')
  expect((await known()).map(({ lesson, wanted }) => [lesson, wanted])).toEqual([
    [lately, 'light'],
    [longAgo, undefined],
  ])
  expect(await openFile(store, light.blob, BoardAndSound)).toBeUndefined()
  await fetchAll()
  expect(fetched).toEqual([light.blob])
  const file = await openFile(store, light.blob, BoardAndSound)
  const [piece] = file?.head.sound ?? []
  expect(Buffer.from((piece && (await file?.read(piece))) ?? []).toString()).toBe('a word')
})

test('what several classes of a place were taught together is there once', async () => {
  const state = await recorded(lately, 'a word')
  await store.db.rows.put({ key: rowKey('recording', 'four.20260907.1'), state })
  expect(await known()).toHaveLength(1)
})

test('a person chooses more or nothing, and what is too much goes', async () => {
  const { light, small } = await recorded(lately, 'a word')
  const choose = async (weight: 'light' | 'small' | 'none') => {
    const [one] = await known()
    if (one) await chooseWeight(store, one, weight)
    await fetchAll()
    return (await store.db.blobs.toArray()).map(({ hash }) => hash).sort()
  }
  expect(await choose('small')).toEqual([light.blob, small?.blob].sort())
  expect(await choose('light')).toEqual([light.blob])
  expect(await choose('none')).toEqual([])
})

test('where there is no room nothing is begun', async () => {
  await recorded(lately, 'a word')
  const full = { estimate: async () => ({ quota: 1_000, usage: 990 }) } as StorageManager // asked for nothing else
  await expect(fetchAll(full)).rejects.toThrow('low water')
  expect(fetched).toEqual([])
})

test('what the hub does not have yet is told, and keeps no other waiting', async () => {
  await recorded(lately, 'a word')
  const { light } = await recorded('three.20260908.1', 'on its way')
  const onItsWay = blobs.get(light.blob)
  blobs.delete(light.blob)
  expect(await fetchAll()).toBe(true)
  expect(fetched).toHaveLength(2)
  if (onItsWay) blobs.set(light.blob, onItsWay)
  expect(await fetchAll()).toBe(false)
})

test('what is no recording is not opened', async () => {
  const bytes = new TextEncoder().encode('<html>log in</html>')
  const hash = await hashName(bytes, crypto.subtle)
  await store.db.blobs.put({ hash, type: '', size: bytes.length, have: bytes.length, whole: 1, toSend: 0 })
  await store.db.parts.put({ hash, n: 0, bytes: bytes.buffer })
  expect(await openFile(store, hash, BoardAndSound)).toBeUndefined()
})
