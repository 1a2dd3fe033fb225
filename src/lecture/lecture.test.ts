import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import type { DeviceId } from '../../core/facts/ids.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import { headBytes, opening, readHead } from '../../core/recording/file.ts'
import { BoardAndSound } from '../../core/recording/heads.ts'
import { readStrokes } from '../../core/recording/strokes.ts'
import { id, people } from '../../test/hubs/small-county.ts'
import { openStore, type Store } from '../store/store.ts'
import { draftCalled, draftsOf, dropDraft, keepDraft, keepPart, type LectureDraft, partsOf } from './draft.ts'
import { fileOf, madeOf } from './made.ts'

const ink = 'BWQAyAyGQACicgABcgCBQxiBTNupTsyZ'
const room = id.lesson('three.20260907.wabc')
const by = 'own-1' as DeviceId // an id
const draft: LectureDraft = { id: 'a', by: people.host, title: 'Half notes', begun: 5, ms: 12_000 }

let store: Store
beforeEach(async () => {
  const idb = { indexedDB: new IDBFactory(), IDBKeyRange }
  store = openStore('lectures', { now: () => 5, random: () => 'abcdefghijklmnop', idb })
  await keepDraft(store, draft)
  await keepPart(store, 'a', { is: 'page', page: pageRef('lesson', 0), at: 0 })
  await keepPart(store, 'a', { is: 'drawn', drawn: { page: pageRef('lesson', 0), stroke: 15, ink } })
  await keepPart(store, 'a', { is: 'sound', from: 0, ms: 10_000, bytes: Uint8Array.of(1, 2, 3).buffer })
  await keepPart(store, 'a', { is: 'page', page: pageRef('blank', 0), at: 9_000 })
  await keepPart(store, 'a', { is: 'erased', erased: { tick: 110, strokes: [{ by, stroke: 15 }] } })
  await keepPart(store, 'a', { is: 'sound', from: 10_000, ms: 2_000, bytes: Uint8Array.of(4).buffer })
})

test('what was recorded piece by piece is one file, which a player of recordings reads', async () => {
  const file = fileOf(madeOf(draft, await partsOf(store, 'a'), { room, by }))
  const length = headBytes(file) ?? 0
  const head = readHead(BoardAndSound, file.subarray(opening, opening + length))
  expect(head).toMatchObject({
    room,
    ms: 12_000,
    turns: [
      { page: 'p0', at: 0 },
      { page: 'b0', at: 9_000 },
    ],
    sound: [
      { from: 0, ms: 10_000, bytes: 3 },
      { from: 10_000, ms: 2_000, bytes: 1 },
    ],
  })
  const behind = file.subarray(opening + length)
  const { strokes = { by: [], at: 0, bytes: 0 } } = head ?? {}
  expect(readStrokes(strokes.by, behind.subarray(strokes.at, strokes.at + strokes.bytes))).toEqual([
    { by, page: 'p0', stroke: 15, ink },
  ])
  expect(head?.ink.flatMap(({ erased }) => erased)).toHaveLength(1)
  const heard = head?.sound.map(({ at, bytes }) => [...behind.subarray(at, at + bytes)])
  expect(heard).toEqual([[1, 2, 3], [4]])
})

test('a draft is its teacher’s alone, and nothing of it is left when it is thrown away', async () => {
  await keepDraft(store, { ...draft, id: 'b', by: people.teacher })
  await keepPart(store, 'b', { is: 'page', page: pageRef('blank', 0), at: 0 })
  expect((await draftsOf(store, people.host)).map((one) => one.id)).toEqual(['a'])
  await dropDraft(store, 'a')
  expect(await draftCalled(store, 'a')).toBeUndefined()
  expect(await store.db.meta.where('name').startsWith('lecture').count()).toBe(2)
})
