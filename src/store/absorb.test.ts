import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { packFacts } from '../../core/facts/batch.ts'
import type { BlobHash } from '../../core/facts/ids.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import type { Pull } from '../../core/sync/messages.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { backUp, openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { type Asked, absorb, cursors } from './absorb.ts'
import { type Store, selfOf } from './store.ts'

const lesson = id.lesson('three.20260908.1')
const mark = (pupil: keyof typeof people, status: 'present' | 'late' = 'present') =>
  attendanceMarked({ lesson, pupil: people[pupil], status })

let hub: TestHub
let panel: PlaceStore
let own: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  panel = await openPlace(hub, 'panel')
  own = await openPlace(hub, 'own')
})
afterEach(() => hub.close())

const row = (place: PlaceStore, pupil: string) => place.store.db.rows.get(`attendance/${lesson}/${pupil}`)

/** How the store would ask now. */
async function asking(store: Store): Promise<Asked> {
  const as = (await selfOf(store))?.device ?? id.device('nobody')
  return { as, cursors: await cursors(store), sentAt: hub.now(), heardAt: hub.now() }
}

test('a fact that is shown as refused, and which the hub has taken, is offered again and shown no more', async () => {
  await panel.records(mark('ann'), people.aide)
  await panel.delivers()
  const device = (await asking(panel.store)).as
  await panel.store.db.troubles.put({ device, seq: 1, why: 'class-not-served' })
  await panel.receives()
  await panel.delivers()
  expect(await panel.store.db.troubles.toArray()).toEqual([])
  expect(await row(panel, 'ann')).toBeDefined()
})

test('what the hub said unasked a minute before the machine slept does not put its clock back', async () => {
  const { sentAt: _, ...heard } = await asking(own.store)
  const word = await own.carrier.pull(heard.as, heard.cursors)
  await absorb(own.store, word, { ...heard, heardAt: hub.now() + 73_000 })
  expect((await selfOf(own.store))?.offset).toBe(0)
  // The hub cannot show less than it said.
  const later = await own.carrier.pull(heard.as, await cursors(own.store))
  await absorb(own.store, later, { ...heard, cursors: await cursors(own.store), heardAt: hub.now() - 5_000 })
  expect((await selfOf(own.store))?.offset).toBe(5_000)
})

describe('two answers on their way at once', () => {
  test('never leave out what lies between them', async () => {
    const early = await asking(own.store)
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await own.receives()
    const late = await asking(own.store)
    await panel.records(mark('bo'), people.aide)
    await panel.delivers()
    const second = await own.carrier.pull(late.as, late.cursors)
    // An answer to the earlier question is not put on top of the later one.
    expect(await absorb(own.store, second, early)).toBe(true)
    expect(await row(own, 'bo')).toBeUndefined()
    await own.receives()
    expect(await row(own, 'bo')).toBeDefined()
  })

  test('count only if they are answers to the name that the database still bears', async () => {
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    const asked = { ...(await asking(own.store)), as: id.device('own-before') }
    const answer = await own.carrier.pull((await asking(own.store)).as, asked.cursors)
    expect(await absorb(own.store, answer, asked)).toBe(true)
    expect(await row(own, 'ann')).toBeUndefined()
  })

  test('do not make facts undelivered that the later one calls delivered', async () => {
    const asked = await asking(panel.store)
    const before = await panel.carrier.pull(asked.as, asked.cursors)
    hub.clock.now += 1_000
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await absorb(panel.store, before, asked)
    expect(await selfOf(panel.store)).toMatchObject({ seq: 1, delivered: 1 })
  })
})

test('a reading anew ends when there is no more, although its last page had said that there was', async () => {
  const pupils = Array.from({ length: 400 }, (_, n) => id.person(`pupil-${n}`))
  const enrolled = pupils.map((person, n) =>
    memberEnrolled({
      class: three,
      person,
      role: 'pupil',
      name: 'x',
      picture: 'sun',
      number: n,
      from: id.day('2026-08-31'),
    }),
  )
  await panel.records(mark('ann'), people.aide)
  await panel.delivers()
  await own.receives()
  expect(await row(own, 'ann')).toBeDefined()
  const asked = await asking(own.store)
  const fullPage = {
    scope: `class:${three}`,
    facts: packFacts(
      enrolled.map((draft, n) => ({ ...draft, device: id.device('hub-b'), seq: n + 1, at: 1, eff: 1, by: '' })),
    ),
    cursor: '400.7',
  }
  const word = {
    scopes: Object.keys(asked.cursors),
    refused: [],
    photos: [],
    upTo: 0,
    safe: 0,
    now: hub.now(),
  } as unknown as Pull
  // The hub's log of the class went another way: it has 400 facts, and no mark.
  const again = { ...word, pages: [{ ...fullPage, restart: true, more: true }] }
  await absorb(own.store, again, asked)
  expect(await row(own, 'ann')).toBeDefined()
  await absorb(own.store, { ...word, pages: [] }, await asking(own.store))
  expect(await row(own, 'ann')).toBeUndefined()
})

describe('a fact that waited at the hub', () => {
  const newcomer = id.person('dan')

  test('is shown as refused if that is what comes of it', async () => {
    const tablet = await openPlace(hub, 'panel')
    await tablet.records(attendanceMarked({ lesson, pupil: newcomer, status: 'late' }), people.aide)
    await tablet.delivers()
    const left = { class: three, name: 'aide', picture: 'sun', number: 0, from: id.day('2026-08-31') }
    await hub.recorder.record([
      memberEnrolled({ ...left, person: people.aide, role: 'assistant', until: id.day('2026-09-01') }),
      memberEnrolled({ ...left, person: newcomer, role: 'pupil' }),
    ])
    await tablet.receives()
    expect(await tablet.store.db.troubles.toArray()).toMatchObject([{ seq: 1, why: 'not-a-member' }])
    expect(await row(tablet, 'dan')).toBeUndefined()
  })
})

test('a class that a place has lost goes from it with its photos', async () => {
  const hash = 'a'.repeat(64) as BlobHash // 64 hexadecimal digits
  const of = { class: three, assignment: id.assignment('a1'), pupils: [people.ann] }
  await panel.records(homeworkPhotographed({ ...of, photo: hash, bytes: 1, thumbnail: hash }), people.aide)
  await panel.delivers()
  await own.receives()
  // As it was looked at by the teacher.
  await own.store.db.blobs.put({ hash, size: 1, type: 'image/jpeg', have: 1, whole: 1, toSend: 0 })
  await own.store.db.parts.put({ hash, n: 0, bytes: new ArrayBuffer(1) })
  const place = { place: id.place('own'), kind: 'own', title: 'own', person: people.host } as const
  await hub.recorder.record([placeDescribed({ ...place, classes: [id.class('four')] })])
  await own.receives()
  expect(await own.store.db.facts.where('scope').equals('class:three').count()).toBe(0)
  expect([await own.store.db.blobs.count(), await own.store.db.parts.count()]).toEqual([0, 0])
})

describe('a hub that was put back to an old copy', () => {
  test('is told by a device when its facts count from, where their time had been put right', async () => {
    const counting = async () => {
      const facts = await hub.db.selectFrom('fact').select('eff').where('kind', '=', 'attendance.marked').execute()
      return facts.map(({ eff }) => Number(eff))
    }
    const putBack = await backUp(hub)
    const self = await selfOf(panel.store)
    await panel.store.db.meta.put({ name: 'self', value: { ...self, offset: 5_000 } })
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    const before = await counting()
    expect(before).toEqual([hub.now()])
    await putBack()
    expect(await counting()).toEqual([])
    hub.clock.now += 60_000
    await panel.receives()
    await panel.delivers()
    expect(await counting()).toEqual(before)
  })

  const answer: Pull = { scopes: [], pages: [], refused: [], photos: [], upTo: 0, safe: 0, now: 0 }

  test('is offered all again that no backup has, when it turns out that its log went another way', async () => {
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await panel.receives()
    const asked = await asking(panel.store)
    const scope = 'class:three'
    const page = { scope, facts: packFacts([]), cursor: '0.0', restart: true, more: false }
    await absorb(panel.store, { ...answer, scopes: [scope], pages: [page], upTo: 1, now: hub.now() }, asked)
    expect(await selfOf(panel.store)).toMatchObject({ seq: 1, delivered: 0 })
  })

  test('takes no photo away that it may not have, nor leaves one of which nobody speaks', async () => {
    const hash = id.blob('a')
    const of = { class: three, assignment: id.assignment('a1'), pupils: [people.ann] }
    await panel.records(homeworkPhotographed({ ...of, photo: hash, bytes: 1, thumbnail: hash }), people.aide)
    const photo = { hash, size: 1, type: 'image/jpeg', have: 1, whole: 1, toSend: 1 } as const
    await panel.store.db.blobs.put(photo)
    // Another database has used the name since, and a backup has the fact.
    const self = await selfOf(panel.store)
    const former = [{ device: self?.device, seq: 1, delivered: 1, safe: 2 }]
    const device = id.device('panel-new')
    await panel.store.db.meta.put({ name: 'self', value: { ...self, device, seq: 0, delivered: 0, safe: 0, former } })
    const readAnew = async (cursor: string) => {
      const page = { scope: 'class:three', facts: packFacts([]), cursor, restart: true, more: false }
      const asked = await asking(panel.store)
      await absorb(panel.store, { ...answer, scopes: Object.keys(asked.cursors), pages: [page], now: hub.now() }, asked)
      return [
        await panel.store.db.facts
          .where('[device+seq]')
          .equals([self?.device ?? '', 1])
          .count(),
        await panel.store.db.blobs.count(),
      ]
    }
    expect(await readAnew('1.1')).toEqual([1, 1])
    await panel.store.db.blobs.put({ ...photo, toSend: 0 })
    expect(await readAnew('2.2')).toEqual([0, 0])
  })

  test('may have another fact under a number that was heard before: the rows of both are right afterwards', async () => {
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await own.receives()
    const asked = await asking(own.store)
    const device = (await selfOf(panel.store))?.device ?? id.device('nobody')
    const other = { device, seq: 1, at: hub.now(), eff: hub.now(), by: people.aide, ...mark('bo') }
    const page = { scope: 'class:three', facts: packFacts([other]), cursor: '9.9', restart: false, more: false }
    await absorb(own.store, { ...answer, scopes: Object.keys(asked.cursors), pages: [page], now: hub.now() }, asked)
    expect(await row(own, 'ann')).toBeUndefined()
    expect(await row(own, 'bo')).toBeDefined()
  })

  test('gets the photos again that it asks for', async () => {
    const photo = { hash: 'a'.repeat(64), size: 3, type: 'image/jpeg', have: 3, whole: 1, toSend: 0 } as const
    await panel.store.db.blobs.put(photo)
    const asked = await asking(panel.store)
    await absorb(panel.store, { ...answer, photos: [id.blob('a'), id.blob('b')], now: hub.now() }, asked)
    expect(await panel.store.db.blobs.toArray()).toMatchObject([{ hash: photo.hash, toSend: 1 }])
  })
})

describe('a place that loses a class', () => {
  test('lets go of its facts and rows, but not of its own that no backup has', async () => {
    await own.records(mark('bo'), people.teacher)
    await own.delivers()
    await panel.records(mark('ann'), people.aide)
    await panel.delivers()
    await panel.receives()
    expect(await row(panel, 'bo')).toBeDefined()
    await hub.recorder.record([
      placeDescribed({ place: id.place('panel'), kind: 'projector', title: 'panel', classes: [id.class('four')] }),
    ])
    await panel.receives()
    expect(await row(panel, 'bo')).toBeUndefined()
    expect(await panel.store.db.facts.where('scope').equals('class:three').toArray()).toMatchObject([{ seq: 1 }])
  })
})
