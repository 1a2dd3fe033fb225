import { afterEach, beforeEach, expect, test } from 'vitest'
import { id, openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import { giveCode, openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { selfOf } from '../store/store.ts'
import { askForPins } from './follow-pins.ts'
import { readPins } from './pins.ts'
import { checkCode, choosePin, hasSpare } from './spare-pin.ts'
import { unlock } from './unlock.ts'
import { handOver, who } from './who.ts'
import { waitLeft } from './wrong-pins.ts'

const { teacher } = people

let hub: TestHub
let panel: PlaceStore
let other: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  await hub.pin(teacher, '2468')
  panel = await openPlace(hub, 'panel')
  other = await openPlace(hub, 'panel')
  for (const place of [panel, other]) await askForPins(place.store, place.carrier, true)
})
afterEach(async () => {
  handOver()
  await hub.close()
})

const codeFromOffice = async () => (await giveCode(hub.db, hub.secret, teacher)).code
const asks = (place: PlaceStore) => askForPins(place.store, place.carrier, true)
const opens = async (place: PlaceStore, pin: string) => (await unlock(place.store, teacher, pin)).ok

/** As on the screen, without a line. */
async function chooses(place: PlaceStore, code: string, pin: string): Promise<boolean> {
  const result = await checkCode(place.store, teacher, code)
  if (result.ok) await choosePin(place.store, result.opened, pin)
  return result.ok
}

test('a code of the office unlocks without a line, and the new PIN counts here at once', async () => {
  expect(await chooses(panel, await codeFromOffice(), '135790')).toBe(true)
  expect(who.getState()).toMatchObject({ as: 'adult', person: teacher })
  expect(await opens(panel, '2468')).toBe(false)
  expect(await opens(panel, '135790')).toBe(true)
})

test('the new PIN goes to the hub with the next line, and from there to other devices', async () => {
  await chooses(panel, await codeFromOffice(), '135790')
  await asks(panel)
  expect(await opens(panel, '135790')).toBe(true)
  await asks(other)
  expect(await opens(other, '2468')).toBe(false)
  expect(await opens(other, '135790')).toBe(true)
})

test('a code is good once, and those before it are used up with it, here and elsewhere', async () => {
  const [first, second] = [await codeFromOffice(), await codeFromOffice()]
  expect(await chooses(panel, second, '1111')).toBe(true)
  for (const code of [first, second]) expect((await checkCode(panel.store, teacher, code)).ok).toBe(false)
  await asks(panel)
  await asks(other)
  for (const code of [first, second]) expect((await checkCode(other.store, teacher, code)).ok).toBe(false)
})

test('several codes can be used without a line, and then the device says that it has none', async () => {
  for (let n = 0; n < 5; n++) expect(await chooses(panel, await codeFromOffice(), `000${n}`)).toBe(true)
  expect(await hasSpare(panel.store, teacher)).toBe(false)
  await asks(panel)
  expect(await hasSpare(panel.store, teacher)).toBe(true)
  expect(await opens(panel, '0004')).toBe(true)
  // Sixteen slow derivations, on a busy machine.
}, 30_000)

test('a code that is asked for again and again, since its answer is lost on the way, still opens', async () => {
  for (let n = 0; n < 7; n++) await codeFromOffice()
  expect(await chooses(panel, await codeFromOffice(), '135790')).toBe(true)
  await asks(panel)
  // The hub has heard of it: there are new ones.
  expect((await checkCode(panel.store, teacher, await codeFromOffice())).ok).toBe(true)
})

test('wrong codes are counted as wrong PINs are', async () => {
  for (let n = 0; n < 3; n++) await checkCode(panel.store, teacher, '00000000')
  expect(await waitLeft(panel.store)).toBeGreaterThan(4_000)
  expect((await checkCode(panel.store, teacher, await codeFromOffice())).ok).toBe(false)
})

test('a code that was never given out lets nobody’s PIN into the hub', async () => {
  const code = await codeFromOffice()
  await hub.db.updateTable('spare_pin').set({ given: 0 }).execute()
  expect(await chooses(panel, code, '9999')).toBe(true)
  await asks(panel)
  expect(await opens(panel, '9999')).toBe(false)
  expect(await opens(panel, '2468')).toBe(true)
})

test('a PIN that the office gives afterwards is the later word', async () => {
  const code = await codeFromOffice()
  await chooses(panel, code, '1111')
  await hub.pin(teacher, '7777')
  await asks(panel)
  expect(await opens(panel, '1111')).toBe(false)
  expect(await opens(panel, '7777')).toBe(true)
  expect((await checkCode(panel.store, teacher, code)).ok).toBe(false)
})

test('a PIN without the proof that its code was typed is not taken', async () => {
  await codeFromOffice()
  const device = (await selfOf(panel.store))?.device ?? id.device('none')
  const forged = { person: teacher, n: 0, salt: 's'.repeat(22), verifier: 'v'.repeat(43), proof: 'p'.repeat(43) }
  const asked = {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(forged),
  } as const
  expect((await panel.carrier.ask(device, 'device/pin', asked)).status).toBe(409)
  const before = await readPins(other.store)
  await asks(other)
  expect(await readPins(other.store)).toEqual(before)
})
