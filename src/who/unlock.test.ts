import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { selfOf } from '../store/store.ts'
import { askForPins } from './follow-pins.ts'
import { adultsHere, readPins } from './pins.ts'
import { unlock } from './unlock.ts'
import { handOver, who } from './who.ts'
import { waitLeft } from './wrong-pins.ts'

const { teacher, aide } = people

let hub: TestHub
let panel: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  await hub.pin(teacher, '2468')
  panel = await openPlace(hub, 'panel')
  await asks()
})
afterEach(async () => {
  handOver()
  await hub.close()
})

const asks = (now = false) => askForPins(panel.store, panel.carrier, now)
const opens = (pin: string) => unlock(panel.store, teacher, pin)

describe('a PIN', () => {
  test('unlocks its teacher’s device without a line, and no other PIN does', async () => {
    expect(await opens('2469')).toMatchObject({ ok: false })
    expect(await opens('2468')).toEqual({ ok: true })
    expect(who.getState()).toMatchObject({ as: 'adult', person: teacher })
  })

  test('is checked on each device with something else, and with nothing that the hub keeps', async () => {
    const other = await openPlace(hub, 'panel')
    await askForPins(other.store, other.carrier, true)
    const [here] = await readPins(panel.store)
    const [there] = await readPins(other.store)
    const kept = await hub.db.selectFrom('pin').selectAll().executeTakeFirstOrThrow()
    expect(new Set([here?.verifier, there?.verifier, kept.verifier]).size).toBe(3)
    expect(here?.own).not.toBe(there?.own)
    expect(await unlock(other.store, teacher, '2468')).toEqual({ ok: true })
  })

  test('does not lie about in the database, nor does what it is checked with', async () => {
    const [pin] = await readPins(panel.store)
    const meta = (await panel.store.db.meta.get('pins'))?.value as { sealed: ArrayBuffer; key: CryptoKey } // its shape
    expect(new TextDecoder('latin1').decode(meta.sealed)).not.toContain(pin?.verifier)
    await expect(crypto.subtle.exportKey('raw', meta.key)).rejects.toThrow()
  })
})

describe('at the next contact', () => {
  test('a new PIN takes the place of the old one', async () => {
    await hub.pin(teacher, '135790')
    hub.clock.now += 10 * 60_000
    await asks()
    expect(await opens('2468')).toMatchObject({ ok: false })
    expect(await opens('135790')).toEqual({ ok: true })
  })

  test('who has come can unlock, and who has gone has the device no more', async () => {
    await hub.pin(aide, '1111')
    await opens('2468')
    const member = { class: three, person: teacher, name: 'teacher', picture: '', number: 0 } as const
    await hub.recorder.record([memberEnrolled({ ...member, role: 'pupil', from: id.day('2026-08-31') })])
    await asks(true)
    expect((await adultsHere(panel.store)).map((adult) => adult.person)).toEqual([aide])
    expect(who.getState().as).toBe('nobody')
  })

  test('nothing is sent anew when nothing has changed, and nothing asked for a while', async () => {
    const asked: (string | undefined)[] = []
    const counting = {
      ...panel.carrier,
      pins: async (...args: Parameters<typeof panel.carrier.pins>) => {
        const answer = await panel.carrier.pins(...args)
        asked.push(answer?.mark)
        return answer
      },
    }
    await askForPins(panel.store, counting, false)
    expect(asked).toEqual([])
    for (const later of [10 * 60_000, 9 * 60_000, -86_400_000]) {
      hub.clock.now += later
      await askForPins(panel.store, counting, false)
    }
    expect(asked).toEqual([undefined, undefined])
  })

  test('a device that goes on under a new name gets what is made for that', async () => {
    const before = await readPins(panel.store)
    const { device } = (await selfOf(panel.store)) ?? {}
    if (!device) throw new Error('the panel has no name')
    const renamed = id.device('panel-new-name-of-chance')
    await panel.carrier.rename(device, renamed)
    expect((await panel.carrier.pins(device))?.pins).toEqual(before)
    const own = (await panel.carrier.pins(renamed))?.pins.map((pin) => pin.own)
    expect(own).not.toEqual(before.map((pin) => pin.own))
  })
})

describe('after wrong PINs', () => {
  let passed = 0
  const clock = () => passed
  const wrongTimes = async (times: number) => {
    for (let n = 0; n < times; n++) await opens('0000')
  }

  test('two are free, then each waits twice as long, and the right one waits with them', async () => {
    await wrongTimes(2)
    expect(await waitLeft(panel.store)).toBe(0)
    expect(await opens('0000')).toMatchObject({ ok: false })
    expect(await waitLeft(panel.store)).toBeGreaterThan(4_000)
    expect(await opens('2468')).toMatchObject({ ok: false })
  })

  test('no setting of the clock shortens the wait or draws it out', async () => {
    passed = 0
    await wrongTimes(3)
    for (const jump of [3_600_000, -7_200_000, 50 * 365 * 86_400_000, -100 * 365 * 86_400_000]) {
      hub.clock.now += jump
      expect(await waitLeft(panel.store, clock)).toBe(5_000)
    }
    passed = 4_999
    expect(await waitLeft(panel.store, clock)).toBe(1)
    passed = 5_000
    expect(await waitLeft(panel.store, clock)).toBe(0)
  })

  test('a page that is opened anew waits for what was left, a little more at most', async () => {
    passed = 0
    await panel.store.db.meta.put({ name: 'pin-failures', value: { count: 6, left: 40_000, told: 0 } })
    for (passed = 0; passed <= 17_000; passed += 500) await waitLeft(panel.store, clock)
    const reloaded = { ...panel.store }
    passed = 0
    const left = await waitLeft(reloaded, clock)
    expect(left).toBeGreaterThanOrEqual(23_000)
    expect(left).toBeLessThanOrEqual(28_000)
  })

  test('two tabs do not make the wait run twice as fast', async () => {
    await panel.store.db.meta.put({ name: 'pin-failures', value: { count: 6, left: 40_000, told: 0 } })
    const other = { ...panel.store }
    for (passed = 0; passed <= 30_000; passed += 300) {
      await waitLeft(panel.store, clock)
      await waitLeft(other, clock)
    }
    expect(await waitLeft(other, clock)).toBeGreaterThanOrEqual(9_700)
  })

  test('what the hub’s clock says has passed has passed', async () => {
    await panel.receives()
    const self = await selfOf(panel.store)
    await panel.store.db.meta.put({
      name: 'pin-failures',
      value: { count: 12, left: 2_560_000, told: self?.told },
    })
    hub.clock.now += 8 * 3_600_000
    await panel.receives()
    expect(await waitLeft(panel.store)).toBe(0)
    expect(await opens('2468')).toEqual({ ok: true })
  })

  test('a page that is closed while a PIN is looked at has used up that try', async () => {
    await Promise.all([opens('0000'), opens('0001'), opens('0002'), opens('0003')])
    const kept = (await panel.store.db.meta.get('pin-failures'))?.value
    expect(kept).toMatchObject({ count: 1 })
  })
})
