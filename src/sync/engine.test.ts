import { setImmediate } from 'node:timers/promises'
import { Dexie } from 'dexie'
import { indexedDB } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { id, openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import { openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { selfOf } from '../store/store.ts'
import { type Engine, startEngine } from './engine.ts'

let hub: TestHub
let panel: PlaceStore
let engine: Engine
let working: Promise<unknown>[]

beforeEach(async () => {
  working = []
  hub = await openSmallCounty()
  panel = await openPlace(hub, 'panel')
  // As much of a page as an engine takes: one that nobody looks at, so that it opens no channel.
  const request = (_: string, ...given: unknown[]) => {
    const work = Promise.resolve().then(given.pop() as () => unknown) // the last of its arguments
    working.push(work)
    return work
  }
  vi.stubGlobal('navigator', { locks: { request } })
  const nothing = () => undefined
  const listening = { addEventListener: nothing, removeEventListener: nothing }
  vi.stubGlobal('document', { visibilityState: 'hidden', ...listening })
  vi.stubGlobal('addEventListener', nothing)
  vi.stubGlobal('removeEventListener', nothing)
  // Live queries look for one.
  Dexie.dependencies.indexedDB = indexedDB
  engine = startEngine(panel.store, panel.carrier, 'panel')
})
afterEach(async () => {
  engine.stop()
  await Promise.all(working)
  vi.unstubAllGlobals()
  await hub.close()
})

const mark = () =>
  panel.records(
    attendanceMarked({ lesson: id.lesson('three.20260908.1'), pupil: people.ann, status: 'late' }),
    people.aide,
  )

async function isDelivered(): Promise<boolean> {
  const self = await selfOf(panel.store)
  return self !== undefined && self.seq > 0 && self.seq === self.delivered
}

test('what is recorded goes at once, at whatever moment of a round that delivers something else', async () => {
  engine.begin()
  for (let later = 0; later < 25; later++) {
    await mark()
    await receiptApplied()
    for (let turn = 0; turn < later; turn++) await setImmediate()
    await mark()
    await expect.poll(isDelivered, { interval: 5, message: `recorded ${later} turns after a receipt` }).toBe(true)
  }
}, 30_000)

test('on a thin line a room’s return asks nothing by HTTP: the channel brings it', async () => {
  const pulls = vi.spyOn(panel.carrier, 'pull')
  engine.begin()
  await expect.poll(() => pulls.mock.calls.length, { interval: 5 }).toBe(1)
  engine.roomLine('thin')
  engine.roomLine('away')
  engine.roomLine('thin')
  await mark()
  await expect.poll(isDelivered, { interval: 5 }).toBe(true)
  expect(pulls).toHaveBeenCalledTimes(1)
  engine.roomLine('away')
  engine.roomLine('there')
  await expect.poll(() => pulls.mock.calls.length, { interval: 5 }).toBeGreaterThan(1)
})

test('what a room’s dead line has swallowed is asked anew when the room is back, and not before', async () => {
  const anew = vi.fn()
  Object.assign(panel.carrier, { anew })
  for (const at of ['there', 'away', 'away'] as const) engine.roomLine(at)
  expect(anew).not.toHaveBeenCalled()
  engine.roomLine('there')
  engine.roomLine('there')
  expect(anew).toHaveBeenCalledTimes(1)
})

/** Resolves as soon as a receipt is in the store, before anybody else has heard of it. */
function receiptApplied(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      Dexie.on.storagemutated.unsubscribe(look)
      resolve()
    }
    Dexie.on('storagemutated', look)
  })
}
