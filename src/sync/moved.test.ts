import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceId, PersonId } from '../../core/facts/ids.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { four, id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import {
  backUp,
  moveDevice,
  openPlace,
  type PlaceStore,
  registerDevice,
  revokeDevice,
} from '../../test/stores/place-store.ts'
import { cursors } from '../store/absorb.ts'
import { selfOf } from '../store/store.ts'
import { askForPins } from '../who/follow-pins.ts'
import { adultsHere } from '../who/pins.ts'
import { BatchSize } from './deliver.ts'
import { giveBack } from './take-back.ts'

let hub: TestHub
let panel: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  await hub.pin(people.teacher, '2468')
  panel = await openPlace(hub, 'panel')
  await askForPins(panel.store, panel.carrier, true)
})
afterEach(() => hub.close())

const lesson = (day: string, period = 1) => id.lesson(`three.${day}.${period}`)
const marked = (pupil: PersonId, period = 1) =>
  attendanceMarked({ lesson: lesson('20260908', period), pupil, status: 'present' })
const nameOf = async () => (await selfOf(panel.store))?.device ?? id.device('none')
const moves = async (to: string) => moveDevice(hub.db, await nameOf(), id.place(to), hub.now())
const states = async () =>
  (await hub.db.selectFrom('fact').select(['kind', 'state', 'why']).where('by', '<>', '').execute()).map(
    ({ state, why }) => `${state} ${why}`.trim(),
  )
const refusedHere = async () => (await panel.store.db.troubles.toArray()).map(({ why }) => why)

describe('a device that is moved', () => {
  test('is the new place’s from its next contact, follows its scopes, and gives away what is not its any more', async () => {
    await panel.records(marked(people.ann), people.aide)
    await panel.delivers()
    await hub.db
      .updateTable('device')
      .set((eb) => ({ safe_to: eb.ref('up_to') }))
      .execute()
    await panel.receives()
    expect(await moves('far-panel')).toEqual({ from: 'panel' })
    await panel.receives()
    expect((await selfOf(panel.store))?.place).toBe('far-panel')
    expect(Object.keys(await cursors(panel.store)).sort()).toEqual(['class:four', 'county', 'place:far-panel'])
    const rows = await panel.store.db.rows.toCollection().primaryKeys()
    expect(rows.filter((key) => key.startsWith('member/')).sort()).toEqual([`member/${four}/cy`])
    expect(rows).toContain('place/far-panel')
    expect(await hub.row(`attendance/${lesson('20260908')}/ann` as never)).toBeDefined()
  })

  test('cannot be unlocked by the people of the old place any more', async () => {
    expect(await adultsHere(panel.store)).toHaveLength(1)
    await moves('far-panel')
    await panel.receives()
    expect(await adultsHere(panel.store)).toEqual([])
    await askForPins(panel.store, panel.carrier, false)
    expect(await adultsHere(panel.store)).toEqual([])
  })

  test('hears of a class that both places serve all that the new one should, and keeps nothing else', async () => {
    await panel.records(marked(people.ann), people.aide)
    await panel.delivers()
    const tablet = await openPlace(hub, 'tablet')
    await tablet.receives()
    const rows = async () => tablet.store.db.rows.get(rowKey('attendance', lesson('20260908'), people.ann))
    const move = async (to: string) => {
      const self = await selfOf(tablet.store)
      await moveDevice(hub.db, self?.device ?? id.device('none'), id.place(to), hub.now())
      await tablet.receives()
    }
    expect(await rows()).toBeUndefined()
    await move('panel')
    expect(await rows()).toMatchObject({ state: { status: 'present' } })
    await move('tablet')
    expect(await rows()).toBeUndefined()
  })

  test('stands where it was, in one piece, when the power goes between hearing of it and going', async () => {
    await moves('far-panel')
    const self = await selfOf(panel.store)
    await panel.receives()
    await panel.store.db.meta.put({ name: 'self', value: self })
    await panel.receives()
    expect((await selfOf(panel.store))?.place).toBe('far-panel')
  })
})

describe('what it recorded before it knew', () => {
  test('counts, though it is delivered after the move', async () => {
    await panel.records(marked(people.ann), people.aide)
    hub.clock.now += 60_000
    await moves('far-panel')
    hub.clock.now += 60_000
    await panel.records(marked(people.bo), people.aide)
    await panel.delivers()
    expect(await states()).toEqual(['taken', 'taken'])
  })

  test('counts after two moves, and after it knows', async () => {
    await panel.records(marked(people.ann), people.aide)
    await moves('far-panel')
    await moves('tablet')
    await panel.receives()
    await panel.receives()
    hub.clock.now += 60_000
    await panel.delivers()
    expect(await states()).toEqual(['taken'])
  })

  test('counts when what it waited for comes after the move', async () => {
    await panel.records(marked(id.person('newcomer')), people.aide)
    await panel.delivers()
    expect(await states()).toEqual(['parked waits'])
    await moves('far-panel')
    await panel.receives()
    await panel.receives()

    const from = id.day('2026-08-31')
    const one = { name: 'neu', picture: 'sun', role: 'pupil', number: 9 } as const
    await hub.recorder.record([memberEnrolled({ class: three, person: id.person('newcomer'), ...one, from })])
    expect(await states()).toEqual(['taken'])
  })
})

test('what is recorded for the old class once it knows is refused, and told on both sides', async () => {
  await moves('far-panel')
  const { db } = panel.store
  const before = await db.meta.get('self')
  const place = await db.rows.get('place/panel')
  await panel.receives()
  await panel.receives()
  hub.clock.now += 60_000
  // As a program would that does not go.
  const self = await selfOf(panel.store)
  const old = before?.value as { place: string } // a `Self`
  await db.meta.put({ name: 'self', value: { ...self, place: old.place } })
  if (place) await db.rows.put(place)
  const member = { key: `member/${three}/aide`, state: await hub.row(`member/${three}/aide` as never) }
  await db.rows.put(member as never)
  await panel.records(marked(people.ann), people.aide)
  await panel.delivers()
  expect(await states()).toEqual(['refused class-not-served'])
  expect(await refusedHere()).toEqual(['class-not-served'])
})

test('a photo that it still has to send may still be sent', async () => {
  const hash = 'a'.repeat(64)
  const device = await nameOf()
  await hub.db.insertInto('blob_awaited').values({ device, hash }).execute()
  await hub.db
    .insertInto('blob_scope')
    .values([
      { hash, scope: 'class:three' },
      { hash, scope: 'place:panel' },
    ])
    .execute()
  expect(await panel.carrier.blobState(device, hash)).toBe(0)
  await moves('far-panel')
  expect(await panel.carrier.blobState(device, hash)).toBe(0)
})

test('a photo that has arrived, which it could not hear, is asked after, and nobody there gets it for that', async () => {
  const hash = 'a'.repeat(64)
  const device = await nameOf()
  await hub.db.insertInto('blob_scope').values({ hash, scope: 'place:panel' }).execute()
  const blob = { hash, size: 4, have: 4, whole: 1, type: 'image/jpeg', created: 0 } as const
  await hub.db.insertInto('blob').values(blob).execute()
  await moves('far-panel')
  expect(await panel.carrier.blobState(device, hash)).toBe(4)
  await expect(panel.carrier.fetchBlob(device, hash, 0)).rejects.toMatchObject({ why: 'refused' })
})

test('a new name that it takes before it knows is its own', async () => {
  await moves('far-panel')
  await expect(panel.carrier.rename(await nameOf(), id.device('panel-incarnation-00099'))).resolves.toBeUndefined()
})

describe('a hub that was put back to before it moved a device, which has taken a new name since', () => {
  const here = async () => (await selfOf(panel.store))?.place
  const opened = () => lessonOpened({ lesson: id.lesson('four.20260908.1') })
  const openings = () =>
    hub.db.selectFrom('fact').select(['state', 'why']).where('kind', '=', 'lesson.opened').execute()
  const [taken, refused] = [
    { state: 'taken', why: '' },
    { state: 'refused', why: 'class-not-served' },
  ]
  let enrolled: DeviceId
  beforeEach(async () => {
    enrolled = await nameOf()
    const putBack = await backUp(hub)
    await moves('far-panel')
    await panel.receives()
    const copy = await panel.copy()
    for (const one of [copy, panel]) {
      hub.clock.now += 60_000
      await one.records(opened(), '')
      await one.delivers()
      await one.receives()
    }
    expect(await nameOf()).toMatch(/^far-panel-/)
    await putBack()
    await panel.records(opened(), '')
  })

  test('hears everything from it, and has it at its old place again', async () => {
    await panel.delivers()
    await panel.receives()
    expect(await here()).toBe('panel')
    const devices = await hub.db.selectFrom('device').select('stood_at').where('device', '=', enrolled).execute()
    expect(devices).toEqual([{ stood_at: 'far-panel' }])
    // What it did there is nothing that its old place may do: kept on both sides, and told.
    expect(await openings()).toEqual([refused, refused])
    expect(await refusedHere()).toEqual(['class-not-served', 'class-not-served'])
    await panel.records(marked(people.ann), people.aide)
    await panel.delivers()
    expect(await states()).toEqual(['taken'])
  })

  test('moves it again, and takes what it refused meanwhile', async () => {
    await panel.delivers()
    await panel.receives()
    expect(await refusedHere()).toHaveLength(2)
    expect(await moves('far-panel')).toEqual({ from: 'panel' })
    for (let n = 0; n < 2; n++) {
      await panel.receives()
      await panel.delivers()
    }
    expect(await here()).toBe('far-panel')
    expect(await openings()).toEqual([taken, taken])
    expect(await refusedHere()).toEqual([])
    expect(await panel.store.db.rows.get('lesson/four.20260908.1')).toBeDefined()
  })

  /** Somebody else's device, with a key of its own, goes by this name meanwhile. */
  async function givesTo(name: DeviceId): Promise<void> {
    await registerDevice(hub.db, { device: name, place: 'far-panel', key: 'of another', now: hub.now() })
    // The page is opened anew: what the hub let it in by before is gone.
    panel = await panel.copy()
  }
  const tries = async () => {
    for (let n = 0; n < 3; n++) {
      await panel.delivers().catch((error: unknown) => expect(error).toMatchObject({ why: 'line' }))
      await panel.receives()
    }
  }

  test('has another by its new name: it takes yet another one, and delivers all', async () => {
    const lost = await nameOf()
    await givesTo(lost)
    await tries()
    expect(await nameOf()).not.toBe(lost)
    expect(await openings()).toEqual([refused, refused])
    await panel.records(marked(people.ann), people.aide)
    await panel.delivers()
    expect(await states()).toEqual(['taken'])
    expect(await hub.db.selectFrom('fact').select('seq').where('device', '=', lost).execute()).toEqual([])
  })

  test('has another by a name in between: what is under it goes by the present one', async () => {
    const between = await nameOf()
    // Yet another copy: it takes a third name.
    const copy = await panel.copy()
    for (const one of [copy, panel]) {
      hub.clock.now += 60_000
      await one.records(opened(), '')
      await one.delivers()
      await one.receives()
    }
    expect(await nameOf()).not.toBe(between)
    await hub.db.deleteFrom('fact_row').where('device', '=', between).execute()
    await hub.db.deleteFrom('scope_log').where('device', '=', between).execute()
    await hub.db.deleteFrom('fact').where('device', '=', between).execute()
    await hub.db.deleteFrom('device').where('device', '=', between).execute()
    await givesTo(between)
    const self = await selfOf(panel.store)
    if (!self) throw new Error('no self')
    const former = (self.former ?? []).map((one) => ({ ...one, delivered: 0 }))
    await panel.store.db.meta.put({ name: 'self', value: { ...self, former } })
    await tries()
    expect((await selfOf(panel.store))?.former?.some(({ device }) => device === between)).toBe(false)
    const left = (await panel.store.db.facts.toArray()).filter(({ device }) => device === between)
    expect(left).toEqual([])
    await panel.records(marked(people.ann), people.aide)
    await panel.delivers()
    expect(await states()).toContain('taken')
    const { seq, delivered } = (await selfOf(panel.store)) ?? { seq: -1, delivered: -2 }
    expect(delivered).toBe(seq)
  })

  test('takes it back', async () => {
    await revokeDevice(hub.db, enrolled, hub.now())
    const was = await giveBack(panel.store, panel.carrier, new BatchSize(), () => undefined)
    expect(was).toEqual({ delivered: 2, lost: 0 })
  })
})

test.each([
  ['nowhere', 'no-such-place'],
  ['office', 'an-office'],
  ['panel', 'is-there'],
])('to %s it does not go: %s', async (to, why) => {
  expect(await moves(to)).toBe(why)
})

test('an office’s device stays one', async () => {
  const office = await hub.device('office')
  expect(await moveDevice(hub.db, office.id, id.place('panel'), hub.now())).toBe('an-office')
  await hub.recorder.record([
    placeDescribed({ place: id.place('p2'), kind: 'projector', title: 'p', classes: [three] }),
  ])
  expect(await moves('p2')).toEqual({ from: 'panel' })
})
