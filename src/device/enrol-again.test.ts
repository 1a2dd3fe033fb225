import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { id, openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import { codeFor, openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { selfOf } from '../store/store.ts'
import { enrolAgain } from './enrol-again.ts'

let hub: TestHub
let panel: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  panel = await openPlace(hub, 'panel')
  await panel.records(lessonOpened({ lesson: id.lesson('three.20260908.2') }), people.aide)
  await hub.db.deleteFrom('device').where('place', '=', 'panel').execute()
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await hub.close()
})

async function enrolledAgain(place: string) {
  const { code, fetch } = await codeFor(hub, place)
  vi.stubGlobal('fetch', fetch)
  return enrolAgain(panel.store, code)
}

test('a hub that has forgotten a device knows it again by a code, and gets what it has', async () => {
  await expect(panel.delivers()).rejects.toMatchObject({ why: 'unknown' })
  expect(await enrolledAgain('panel')).toEqual({ ok: true })
  await panel.delivers()
  expect(await selfOf(panel.store)).toMatchObject({ seq: 1, delivered: 1 })
})

test('a code for another place changes nothing', async () => {
  const before = await selfOf(panel.store)
  expect(await enrolledAgain('own')).toEqual({ ok: false, why: 'other-place' })
  expect(await selfOf(panel.store)).toEqual(before)
})

test('a device that is known may do so all the same', async () => {
  for (const _ of [1, 2]) {
    expect(await enrolledAgain('panel')).toEqual({ ok: true })
  }
})
