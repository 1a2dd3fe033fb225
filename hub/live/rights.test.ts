import { afterEach, beforeEach, expect, test } from 'vitest'
import { floorGiven } from '../../core/facts/kinds/floor-given.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { roomClosed } from '../../core/facts/kinds/room-closed.ts'
import { roomOpened } from '../../core/facts/kinds/room-opened.ts'
import { four, id, openSmallCounty, people, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import type { RoomRights } from '../media/rights.ts'
import { revokeDevice } from '../people/devices.ts'
import { reviewAsTheyChange } from './review.ts'
import { rightsInRooms } from './rights.ts'

const room = id.lesson('three.20260908.1')
const ofFour = id.lesson('four.20260908.1')

let hub: TestHub
let rights: RoomRights
let studio: TestDevice
let panel: TestDevice
let far: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  const host = { name: 'host', picture: 'sun', role: 'host' as const, number: 0, from: id.day('2026-08-31') }
  await hub.recorder.record([memberEnrolled({ class: four, person: people.host, ...host })])
  rights = rightsInRooms(hub)
  ;[studio, panel, far] = await Promise.all([hub.device('studio'), hub.device('panel'), hub.device('far-panel')])
})
afterEach(() => hub.close())

async function says(...drafts: Parameters<TestDevice['records']>[0][]): Promise<void> {
  for (const draft of drafts) studio.records(draft, people.host)
  await studio.delivers()
}

test('a picture may be watched by whose class is in the room, for as long as it is open', async () => {
  expect(await rights.of(panel.id, room)).toBeUndefined()
  await says(roomOpened({ room, lesson: room }))
  expect(await rights.of(panel.id, room)).toEqual({ watch: true, publish: [] })
  expect(await rights.of(far.id, room)).toBeUndefined()
  expect(await rights.of(panel.id, 'no lesson')).toBeUndefined()
  await says(roomClosed({ room, lesson: room }))
  expect(await rights.of(panel.id, room)).toBeUndefined()
})

test('it is published by the studio that teaches, not by a second one beside it', async () => {
  await says(roomOpened({ room, lesson: room }))
  expect(await rights.of(studio.id, room)).toEqual({ watch: true, publish: ['host'] })
  const second = await hub.device('studio', 'studio-2')
  const guest = { title: 'studio', kind: 'studio' as const, lessons: [room], classes: [], mayHost: true }
  hub.rooms.enter(room, {
    ...guest,
    device: studio.id,
    say: () => undefined,
    signal: () => true,
    sendAway: () => undefined,
  })
  expect(await rights.of(second.id, room)).toEqual({ watch: true, publish: [] })
  expect(await rights.of(studio.id, room)).toEqual({ watch: true, publish: ['host'] })
  await revokeDevice(hub.db, studio.id, hub.now())
  expect(await rights.of(studio.id, room)).toBeUndefined()
})

test('the floor is for places of the class that has it, and goes round', async () => {
  await says(roomOpened({ room, lesson: room }), roomOpened({ room, lesson: ofFour }))
  await says(floorGiven({ room, lesson: room }))
  expect(await rights.of(panel.id, room)).toEqual({ watch: true, publish: ['floor'] })
  expect(await rights.of(far.id, room)).toEqual({ watch: true, publish: [] })
  await says(floorGiven({ room, lesson: ofFour }))
  expect(await rights.of(panel.id, room)).toEqual({ watch: true, publish: [] })
  expect(await rights.of(far.id, room)).toEqual({ watch: true, publish: ['floor'] })
  await says(floorGiven({ room }))
  expect(await rights.of(far.id, room)).toEqual({ watch: true, publish: [] })
})

test('when a fact has come, who publishes is looked at again', async () => {
  const reviewed = new Promise<void>((resolve) => {
    const stop = reviewAsTheyChange(hub, {
      async review() {
        stop()
        resolve()
      },
    })
  })
  await says(roomOpened({ room, lesson: room }))
  await reviewed
})

test('who watches is looked at again also when no fact comes', async () => {
  const who = await new Promise((resolve) => {
    const review = async (of?: 'all') => {
      stop()
      resolve(of)
    }
    const stop = reviewAsTheyChange(hub, { review }, { together: 500, all: 1 })
  })
  expect(who).toBe('all')
})
