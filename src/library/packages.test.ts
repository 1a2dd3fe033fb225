import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as v from 'valibot'
import { beforeAll, describe, expect, test } from 'vitest'
import { type BlobHash, PlaceId } from '../../core/facts/ids.ts'
import { openJws, readJson } from '../../core/resources/jws.ts'
import { type PackageFile, readManifest } from '../../core/resources/manifest.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { newDeviceId, openStore, type Store, settle } from '../store/store.ts'
import { type BlobStream, type Carrier, CarrierFailure } from '../sync/carrier.ts'
import { keepPackage, removePackage, type VerifiedPackage } from './keep-package.ts'
import { readinessOfAll } from './kept/index.ts'
import { packageContents } from './open/contents.ts'
import { fetchPage } from './open/fetch-page.ts'
import { fetchPackage, PackageRefused } from './packages.ts'
import { newPublisher, type SignedPackage } from './signed-package.fixture.ts'

const ice = '<svg>ice</svg>'
const pages = (text: string) => JSON.stringify({ pages: [{ blocks: [{ type: 'text', runs: [text] }] }] })
const whole = { state: 'ready', filesLeft: 0, bytesLeft: 0 }

let known: Awaited<ReturnType<typeof newPublisher>>
let water: SignedPackage
let shadow: SignedPackage

beforeAll(async () => {
  known = await newPublisher('county')
  water = await known.publish('水', { 'ice.svg': ice, 'pages.json': pages('水有三种样子，'.repeat(20)) })
  shadow = await known.publish('影子', { 'cold.svg': ice, 'pages.json': pages('影子') })
})

/** A place's store that knows the publisher. */
async function newStore(): Promise<Store> {
  const world = { now: Date.now, random: () => 'abcdefghijklmnop', idb: { indexedDB: new IDBFactory(), IDBKeyRange } }
  const store = openStore('library', world)
  const place = v.parse(PlaceId, 'room')
  await settle(store, {
    place,
    device: newDeviceId(place, world.random),
    seq: 0,
    at: 0,
    offset: 0,
    wall: 0,
    delivered: 0,
    safe: 0,
  })
  const { id, jwk } = known.publisher
  await store.db.rows.put({ key: rowKey('publisher', id), state: { publisher: id, name: id, key: jwk } })
  return store
}

function verified({ jws, hash, files }: SignedPackage): VerifiedPackage {
  const read = readManifest(readJson(openJws(jws)?.payload ?? new Uint8Array()))
  if (!read.ok) throw new Error(read.reason)
  return { hash, jws: new TextEncoder().encode(jws), manifest: read.manifest, files }
}

/** As it comes over a line: cut anywhere. */
function streamOf(bytes: Uint8Array, at = 0): BlobStream {
  let left = bytes.subarray(at)
  const read = async () => {
    const chunk = left.subarray(0, 50)
    left = left.subarray(50)
    return chunk.length > 0 ? chunk : undefined
  }
  return { size: bytes.length, type: 'application/octet-stream', read, cancel: () => undefined }
}

/** A hub that serves a package; `asked` notes in which order. */
function serving({ jws, hash, files }: SignedPackage, spoil?: BlobHash) {
  const asked: string[] = []
  const blobs = new Map<string, Uint8Array>([...files, [hash, new TextEncoder().encode(jws)]])
  const bytesOf = (name: string): Uint8Array => {
    asked.push(name)
    const bytes = blobs.get(name)?.slice()
    if (!bytes) throw new CarrierFailure('refused')
    if (name === spoil) bytes[0] = (bytes[0] ?? 0) ^ 1
    return bytes
  }
  const carrier = {
    async fetchBlob(_: unknown, name: string, at: number) {
      return streamOf(bytesOf(name), at)
    },
    async fetchBlobs(_: unknown, names: readonly string[]) {
      return streamOf(Buffer.concat(names.map(bytesOf)))
    },
  } as Partial<Carrier> as Carrier // a package needs no other call
  return { carrier, asked }
}

const readinessOf = async (store: Store, manifest: BlobHash, planned: { bytes: number }) =>
  (await readinessOfAll(store, [{ manifest, ...planned }]))[0]

const fileOf = (made: SignedPackage, path: string): PackageFile => {
  const file = verified(made).manifest.files.find((one) => one.path === path)
  if (!file) throw new Error(path)
  return file
}

describe('a package that comes down', () => {
  test('is ready when all of it is here, and its pages can be shown', async () => {
    const store = await newStore()
    expect(await readinessOf(store, water.hash, { bytes: 99 })).toEqual({
      state: 'missing',
      filesLeft: 1,
      bytesLeft: 99,
    })
    await fetchPackage(store, serving(water).carrier, water.hash)
    expect(await readinessOf(store, water.hash, { bytes: 99 })).toEqual(whole)
    expect(await packageContents(store, water.hash)).toMatchObject({
      missing: [],
      pages: [{ blocks: [{ type: 'text' }] }],
    })
  })

  test('brings its pages before its pictures, however small these are', async () => {
    const { carrier, asked } = serving(water)
    await fetchPackage(await newStore(), carrier, water.hash)
    expect(asked).toEqual([water.hash, fileOf(water, 'pages.json').sha256, fileOf(water, 'ice.svg').sha256])
  })

  test('with a file that is not what its name says is refused by that file; what was right stays', async () => {
    const store = await newStore()
    const { carrier } = serving(water, fileOf(water, 'ice.svg').sha256)
    const failure = await fetchPackage(store, carrier, water.hash).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(PackageRefused)
    expect(failure).toMatchObject({ refusal: { reason: 'not-served', file: 'ice.svg' } })
    const contents = await packageContents(store, water.hash)
    expect(contents?.missing.map((file) => file.path)).toEqual(['ice.svg'])
    expect(contents?.pages).toHaveLength(1)
  })

  test('whose line goes in the middle of an answer keeps the files that were whole by then', async () => {
    const store = await newStore()
    const { carrier } = serving(water)
    const short: Carrier = {
      ...carrier,
      fetchBlobs: async (as, hashes) => {
        const stream = await carrier.fetchBlobs(as, hashes)
        let left = fileOf(water, 'pages.json').size + 1
        const read = async () => {
          const chunk = (await stream.read())?.subarray(0, left)
          left -= chunk?.length ?? 0
          return chunk?.length ? chunk : undefined
        }
        return { ...stream, read }
      },
    }
    await expect(fetchPackage(store, short, water.hash)).rejects.toMatchObject({ why: 'line' })
    expect((await packageContents(store, water.hash))?.missing.map((file) => file.path)).toEqual(['ice.svg'])
  })

  test('comes page by page where one is wanted now, without what is here of another version', async () => {
    const store = await newStore()
    const picture = (file: string) => ({ blocks: [{ type: 'picture', file, alt: '冰' }] })
    const illustrated = (first: string) => JSON.stringify({ pages: [picture(first), picture('late.svg')] })
    const [before, after] = await Promise.all([
      known.publish('水', { 'ice.svg': ice, 'late.svg': '<svg/>', 'pages.json': illustrated('late.svg') }),
      known.publish('水', { 'ice.svg': ice, 'late.svg': '<svg>2</svg>', 'pages.json': illustrated('ice.svg') }),
    ])
    await fetchPackage(store, serving(before).carrier, before.hash)
    const { carrier, asked } = serving(after)
    await fetchPage(store, carrier, after.hash, 0)
    expect(asked).toEqual([after.hash, fileOf(after, 'pages.json').sha256])
    await fetchPage(store, carrier, after.hash, 1)
    expect(asked.slice(2)).toEqual([fileOf(after, 'late.svg').sha256])
    expect((await packageContents(store, after.hash))?.missing).toEqual([])
  })

  test('signed by nobody whom the place knows is refused and not listed', async () => {
    const store = await newStore()
    const strange = await (await newPublisher('stranger')).publish('水', { 'pages.json': pages('水') })
    await expect(fetchPackage(store, serving(strange).carrier, strange.hash)).rejects.toMatchObject({
      refusal: { reason: 'unknown-publisher', publisher: 'stranger' },
    })
    expect(await packageContents(store, strange.hash)).toBeUndefined()
  })
})

describe('a package brought as a file', () => {
  test('is as ready as one that came down', async () => {
    const store = await newStore()
    await keepPackage(store, verified(water))
    expect(await readinessOf(store, water.hash, { bytes: 0 })).toEqual(whole)
    expect((await packageContents(store, water.hash))?.manifest.title).toBe('水')
  })

  test('replaces what had come down of it, which nobody has checked yet', async () => {
    const store = await newStore()
    const file = fileOf(water, 'ice.svg')
    await store.db.blobs.put({ hash: file.sha256, size: file.size, type: file.type, have: 3, whole: 0, toSend: 0 })
    await store.db.parts.put({ hash: file.sha256, n: 0, bytes: new Uint8Array([1, 2, 3]).buffer })
    await keepPackage(store, verified(water))
    const [part] = await store.db.parts.where('[hash+n]').equals([file.sha256, 0]).toArray()
    expect(new TextDecoder().decode(part?.bytes)).toBe(ice)
  })

  test('taken off the device leaves what another package has of it', async () => {
    const store = await newStore()
    await keepPackage(store, verified(water))
    await keepPackage(store, verified(shadow))
    await removePackage(store, water.hash)
    expect(await packageContents(store, water.hash)).toBeUndefined()
    expect(await store.db.blobs.get(fileOf(water, 'pages.json').sha256)).toBeUndefined()
    expect(await readinessOf(store, shadow.hash, { bytes: 0 })).toEqual(whole)
  })
})
