import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { deviceReported } from '../../core/facts/kinds/device-reported.ts'
import { id, openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import { backUp, openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { selfOf } from './store.ts'

const lesson = id.lesson('three.20260908.1')
const mark = (pupil: keyof typeof people, over: string[] = []) =>
  attendanceMarked({ lesson, pupil: people[pupil], status: 'present', over: over as never[] }) // names of facts

let hub: TestHub
let panel: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  panel = await openPlace(hub, 'panel')
})
afterEach(() => hub.close())

const nameOf = async (place: PlaceStore) => (await selfOf(place.store))?.device
const atHub = async (place: PlaceStore) =>
  hub.db
    .selectFrom('fact')
    .selectAll()
    .where('device', '=', String(await nameOf(place)))
    .orderBy('seq')
    .execute()

describe('a disk that was put back to an old copy', () => {
  test('takes a new name when the hub has more than it recorded', async () => {
    const old = await panel.copy()
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await old.receives()
    expect(await nameOf(old)).not.toBe(await nameOf(panel))
    await old.records(mark('bo'), people.aide)
    await old.delivers()
    expect(await atHub(old)).toMatchObject([{ seq: 1, state: 'taken' }])
  })

  test('reads again under its new name what it had recorded under the old one', async () => {
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    const old = await panel.copy()
    await panel.records(mark('bo'), people.aide)
    await panel.delivers()
    await old.receives()
    expect(await old.store.db.rows.get(`attendance/${lesson}/bo`)).toBeDefined()
  })

  test('gives new numbers to what it recorded since, corrections included', async () => {
    const old = await panel.copy()
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    const first = await old.records(mark('bo'), people.aide)
    await old.records(mark('bo', [first]), people.teacher)
    await old.delivers()
    await old.delivers()
    const [, correction] = await atHub(old)
    expect(JSON.parse(correction?.body ?? '{}').over).toEqual([`${await nameOf(old)}:1`])
  })
})

describe('facts under a former name', () => {
  const report = async (place: PlaceStore) =>
    deviceReported({
      place: id.place('panel'),
      device: id.device(String(await nameOf(place))),
      version: '1',
      used: 1,
      quota: 2,
      persisted: true,
      clockOff: 0,
    })

  /** Recorded and delivered; then a copy of the disk makes the panel take a new name. */
  async function fork(): Promise<string> {
    const former = String(await nameOf(panel))
    await panel.records(await report(panel), '')
    await panel.delivers()
    const twin = await panel.copy()
    await twin.records(mark('ann'), people.aide)
    await twin.delivers()
    await panel.receives()
    expect(await nameOf(panel)).not.toBe(former)
    await panel.delivers()
    await panel.receives()
    return former
  }

  test('stay until a backup has them, even those that the place does not see', async () => {
    const former = await fork()
    expect(await panel.store.db.facts.get([former, 1])).toMatchObject({ kind: 'device.reported' })
  })

  test('are offered again to a hub that was put back to before it had them', async () => {
    const putBack = await backUp(hub)
    const former = await fork()
    await putBack()
    await panel.delivers()
    const facts = await hub.db.selectFrom('fact').select('kind').where('device', '=', former).execute()
    expect(facts).toEqual([{ kind: 'device.reported' }])
  })

  test('get the present name if such a hub has heard others under the former one', async () => {
    const putBack = await backUp(hub)
    const former = await fork()
    await putBack()
    const device = id.device(former)
    const other = { device, seq: 1, at: hub.now(), by: people.aide, ...mark('bo') }
    await hub.desk.deliver({ device, facts: [other], heard: hub.now() })
    await panel.receives()
    await panel.delivers()
    await panel.delivers()
    expect(await atHub(panel)).toMatchObject([{ kind: 'device.reported', state: 'taken' }])
    // And the others are heard, now that nothing is in their place.
    await panel.receives()
    expect(await panel.store.db.rows.get(`attendance/${lesson}/bo`)).toBeDefined()
  })
})

describe('a hub that was put back and has heard a twin since', () => {
  test('takes nothing on top of what the twin has recorded under the same numbers', async () => {
    const putBack = await backUp(hub)
    const twin = await panel.copy()
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await putBack()
    await twin.records(mark('bo'), people.aide)
    await twin.delivers()

    await panel.records(mark('ann', [`${await nameOf(panel)}:1`]), people.teacher)
    for (let rounds = 0; rounds < 3; rounds++) await panel.delivers()
    expect(await atHub(twin)).toMatchObject([{ seq: 1 }])
    expect((await atHub(panel)).map((fact) => fact.by).sort()).toEqual(['aide', 'teacher'])
  })

  test('is offered all again by who learns of it when asking', async () => {
    const putBack = await backUp(hub)
    const twin = await panel.copy()
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await putBack()
    await twin.records(mark('bo'), people.aide)
    await twin.delivers()

    await panel.receives()
    for (let rounds = 0; rounds < 2; rounds++) await panel.delivers()
    expect(await atHub(panel)).toMatchObject([{ by: 'aide', state: 'taken' }])
    expect(await nameOf(panel)).not.toBe(await nameOf(twin))
  })
})

describe('a hub that was put back to before it knew a name', () => {
  test('is told of it by a former one, and everything goes on', async () => {
    const putBack = await backUp(hub)
    const old = await panel.copy()
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await old.receives()
    await old.delivers()
    await putBack()
    await old.records(mark('bo'), people.aide)
    await old.delivers()
    await old.receives()
    expect(await atHub(old)).toMatchObject([{ seq: 1, state: 'taken' }])
  })
})
