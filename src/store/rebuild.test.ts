import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { pageTurned } from '../../core/facts/kinds/page-turned.ts'
import { madeNow } from '../../core/rows/made.ts'
import { id, openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import { openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import type { KeptFact, KeptRow } from './place-db.ts'
import { isUpToDate, rebuildSome } from './rebuild.ts'
import { openStore, type Store } from './store.ts'

const lesson = id.lesson('three.20260908.2')

let hub: TestHub
let panel: PlaceStore
/** What the store holds when this program alone has written it. */
let right: { facts: KeptFact[]; rows: KeptRow[] }
beforeEach(async () => {
  hub = await openSmallCounty()
  panel = await openPlace(hub, 'panel')
  await panel.records(lessonOpened({ lesson }), people.aide)
  for (let page = 1; page < 40; page++) await panel.records(pageTurned({ lesson, page }), people.aide)
  for (const pupil of [people.ann, people.bo])
    await panel.records(attendanceMarked({ lesson, pupil, status: 'late' }), people.aide)
  right = await held(panel.store)
})
afterEach(() => hub.close())

async function held({ db }: Store) {
  return { facts: await db.facts.toArray(), rows: await db.rows.toArray() }
}

/** As if an older program had written all this: it reduced a lesson otherwise, and knew nothing of attendance. */
async function madeLongAgo({ db }: Store): Promise<void> {
  const { 'attendance.marked': _, ...kinds } = madeNow.kinds
  const { attendance: __, ...tables } = madeNow.tables
  await db.meta.put({ name: 'made', value: { kinds, tables: { ...tables, lesson: 0 } } })
  await db.rows.where('key').startsWith('attendance/').delete()
  await db.rows.where('key').startsWith('lesson/').modify({ state: 'of another shape' })
  await db.facts.filter((fact) => fact.kind === 'attendance.marked').modify({ rows: [] })
}

async function rebuilt(store: Store): Promise<number> {
  let slices = 1
  while (await rebuildSome(store)) slices += 1
  return slices
}

describe('a store that an older version has written', () => {
  test('comes up right: facts are read and rows reduced as this version does', async () => {
    await madeLongAgo(panel.store)
    expect(await isUpToDate(panel.store)).toBe(false)
    await rebuilt(panel.store)
    expect(await held(panel.store)).toEqual(right)
    expect(await isUpToDate(panel.store)).toBe(true)
  })

  test('comes up right although it does not say which version that was', async () => {
    await madeLongAgo(panel.store)
    await panel.store.db.meta.delete('made')
    await rebuilt(panel.store)
    expect(await held(panel.store)).toEqual(right)
  })

  test('shows the old rows until the new ones are there', async () => {
    await madeLongAgo(panel.store)
    const keys = async () =>
      (await panel.store.db.rows.toCollection().primaryKeys()).filter((key) => !key.startsWith('attendance/'))
    const before = await keys()
    while (await rebuildSome(panel.store)) expect(await keys()).toEqual(before)
  })

  test('goes on where it was when the browser is killed after any slice, and does nothing twice', async () => {
    const whole = await copy(panel.store)
    await madeLongAgo(whole)
    const slices = await rebuilt(whole)
    for (let killed = 1; killed < slices; killed++) {
      const store = await copy(panel.store)
      await madeLongAgo(store)
      for (let n = 0; n < killed; n++) await rebuildSome(store)
      const next = await copy(store)
      expect(await rebuilt(next)).toBe(slices - killed)
      expect(await held(next)).toEqual(right)
    }
  })

  test('takes nothing from what is recorded meanwhile', async () => {
    await madeLongAgo(panel.store)
    await rebuildSome(panel.store)
    await panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'present' }), people.aide)
    await rebuilt(panel.store)
    const row = await panel.store.db.rows.get(`attendance/${lesson}/${people.ann}`)
    expect(row?.state).toMatchObject({ status: 'present' })
  })

  test('keeps what the hub has refused from counting', async () => {
    const name = await panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'absent' }), people.aide)
    const seq = Number(name.split(':').pop())
    const device = id.device(name.split(':')[0] ?? '')
    await panel.store.db.facts.update([device, seq], { rows: [] })
    await panel.store.db.troubles.put({ device, seq, why: 'not-a-member' })
    await madeLongAgo(panel.store)
    await rebuilt(panel.store)
    const row = await panel.store.db.rows.get(`attendance/${lesson}/${people.ann}`)
    expect(row?.state).toMatchObject({ status: 'late' })
  })

  test('loses rows of which no fact speaks', async () => {
    await madeLongAgo(panel.store)
    await panel.store.db.rows.put({ key: 'lesson/three.20260101.1' as KeptRow['key'], state: {} })
    await rebuilt(panel.store)
    expect(await held(panel.store)).toEqual(right)
  })
})

test('a new store has nothing to be rebuilt', async () => {
  expect(await isUpToDate(panel.store)).toBe(true)
})

let copies = 0
async function copy(store: Store): Promise<Store> {
  copies += 1
  const idb = { indexedDB: new IDBFactory(), IDBKeyRange }
  const other = openStore(`copy-${copies}`, { now: store.now, random: store.random, idb })
  for (const table of store.db.tables) await other.db.table(table.name).bulkPut(await table.toArray())
  return other
}
