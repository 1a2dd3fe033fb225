import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import type { ClassId, DeviceId, PersonId } from '../../core/facts/ids.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import type { KeptFact } from '../store/place-db.ts'
import { openStore, type Store, settle } from '../store/store.ts'
import { classHeard } from './heard.ts'

const three = 'qingshan-3' as ClassId
const here = 'studio-1' as DeviceId

async function studio(now = 0): Promise<Store> {
  const idb = { indexedDB: new IDBFactory(), IDBKeyRange }
  const store = openStore('studio', { now: () => now, random: () => 'r', idb })
  const self = { place: 'studio', device: here, seq: 0, at: 0, offset: 0, wall: 0, delivered: 0, safe: 0 }
  await settle(store, self)
  for (const [person, role] of Object.entries(roles)) {
    await store.db.rows.put({ key: rowKey('member', three, person), state: { role } })
  }
  return store
}

/** Who belongs to the class, by the letters with which a fact below says who acted. */
const roles = { p: 'pupil', a: 'assistant', h: 'host' }

function fact(device: string, seq: number, what: string, eff: number, scope = `class:${three}`): KeptFact {
  const [kind = '', by = ''] = what.split(' by ')
  return {
    device: device as DeviceId,
    seq,
    kind,
    eff,
    at: eff,
    by: by as PersonId | '',
    body: {},
    rows: [],
    scope,
    reading: 0,
  }
}

test('a classroom is heard as far as the latest thing that any of its devices recorded', async () => {
  const store = await studio()
  await store.db.facts.bulkPut([
    fact('tablet-a', 1, 'homework.answered by p', 100),
    fact('tablet-a', 2, 'homework.handed by p', 200),
    fact('panel', 7, 'attendance.marked by a', 300),
    fact('panel', 8, 'lesson.closed', 400),
  ])
  expect(await classHeard(store, three)).toBe(400)
})

test('what the office, another class, a teacher far away or this device recorded says nothing of the classroom', async () => {
  const store = await studio()
  await store.db.facts.bulkPut([
    fact('hub', 1, 'member.enrolled', 900),
    fact('zhou', 1, 'homework.set by h', 900),
    fact('zhou', 2, 'homework.marked by h', 900),
    fact('zhou', 3, 'attendance.marked by h', 900),
    fact('tablet-b', 1, 'homework.handed by p', 900, 'class:liugou-3'),
    fact(here, 1, 'attendance.marked', 900),
  ])
  expect(await classHeard(store, three)).toBeUndefined()
})

test('a tablet of a room with two classes is heard for each of them', async () => {
  const store = await studio()
  await store.db.facts.bulkPut([
    fact('tablet', 1, 'homework.handed by p', 100),
    fact('tablet', 2, 'homework.handed by p', 200, 'class:liugou-3'),
    fact('tablet', 3, 'device.reported', 300, 'place:tablet'),
  ])
  expect(await classHeard(store, three)).toBe(100)
})

describe('on the projector of the class', () => {
  const now = 5_000
  async function projector(): Promise<Store> {
    const store = await studio(now)
    const state = { place: 'studio', kind: 'projector', title: 'panel', classes: [three] }
    await store.db.rows.put({ key: rowKey('place', 'studio'), state })
    return store
  }

  test('where there are no tablets it knows all there is, up to now', async () => {
    const store = await projector()
    await store.db.facts.bulkPut([
      fact(here, 1, 'homework.photographed', 100),
      fact('old-panel', 1, 'attendance.marked', 50),
    ])
    expect(await classHeard(store, three)).toBe(now)
    expect(await classHeard(store, 'liugou-3' as ClassId)).toBeUndefined()
  })

  test('where there are, it is they that must be heard', async () => {
    const store = await projector()
    await store.db.facts.bulkPut([
      fact('tablet-a', 1, 'homework.answered by p', 100),
      fact('tablet-a', 2, 'homework.handed by p', 200),
      fact(here, 1, 'attendance.marked', 900),
    ])
    expect(await classHeard(store, three)).toBe(200)
  })
})
