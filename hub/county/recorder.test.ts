import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestHub, smallCounty, type TestHub } from '../../test/hubs/small-county.ts'
import type { Desk } from '../facts/desk.ts'
import { openRecorder } from './recorder.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub()
})
afterEach(() => hub.close())

test('a writing that fails leaves no gap: the next one is taken', async () => {
  let full = true
  const desk: Desk = {
    ...hub.desk,
    deliver: (delivery) => (full ? Promise.reject(new Error('disk full')) : hub.desk.deliver(delivery)),
  }
  const recorder = openRecorder(hub.db, desk, hub.now)
  const [first, second] = [smallCounty().slice(0, 3), smallCounty().slice(3)]
  await expect(recorder.record(first)).rejects.toThrow('disk full')
  full = false
  await recorder.record(first)
  await recorder.record(second)
  const facts = await hub.db.selectFrom('fact').select(['seq', 'state']).orderBy('seq').execute()
  expect(facts.map((fact) => Number(fact.seq))).toEqual(smallCounty().map((_, n) => n + 1))
  expect(facts.every((fact) => fact.state === 'taken')).toBe(true)
})

test('each run of a hub is a device of its own, so that no number is given twice', async () => {
  for (let n = 0; n < 2; n++) await openRecorder(hub.db, hub.desk, hub.now).record(smallCounty().slice(0, 1))
  const facts = await hub.db.selectFrom('fact').select(['device', 'seq']).execute()
  expect(facts.map((fact) => Number(fact.seq))).toEqual([1, 1])
  expect(new Set(facts.map((fact) => fact.device)).size).toBe(2)
})

test('what the hub may not record is a fault of the program, and is said', async () => {
  const lesson = { kind: 'lesson.closed', body: { lesson: 'three.20260908.1' } }
  await hub.recorder.record(smallCounty())
  await expect(hub.recorder.record([lesson])).rejects.toThrow('the hub refused its own lesson.closed: role-not-allowed')
})
