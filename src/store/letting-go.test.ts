import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BlobHash } from '../../core/facts/ids.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { homeworkAnswered } from '../../core/facts/kinds/homework-answered.ts'
import { homeworkHanded } from '../../core/facts/kinds/homework-handed.ts'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { homeworkReturned } from '../../core/facts/kinds/homework-returned.ts'
import { homeworkSet } from '../../core/facts/kinds/homework-set.ts'
import { homeworkWithdrawn } from '../../core/facts/kinds/homework-withdrawn.ts'
import { pageTurned } from '../../core/facts/kinds/page-turned.ts'
import { practiceAnswered } from '../../core/facts/kinds/practice-answered.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { backUp, openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { sendPhotos } from '../sync/send-photos.ts'
import { letGo } from './letting-go.ts'
import { record } from './record.ts'
import { selfOf } from './store.ts'

const on = { class: three, assignment: id.assignment('a1') }
const piece = `work/three/a1/ann`
const ann = { ...on, pupils: [people.ann] }
const answered = (question: string) => homeworkAnswered({ ...ann, question: id.question(question), answer: 2 })
const marked = homeworkMarked({ ...on, pupil: people.ann, grade: 'again', wrong: [] })
const returned = (correct: boolean) => homeworkReturned({ ...on, pupil: people.ann, correct })

let hub: TestHub
let tablet: PlaceStore
let other: PlaceStore
let studio: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  tablet = await openPlace(hub, 'tablet')
  other = await openPlace(hub, 'tablet')
  studio = await openPlace(hub, 'own')
})
afterEach(() => hub.close())

/** One round of a device: all that it has to say, all that there is for it, and all that it may let go of. */
async function round(place: PlaceStore): Promise<void> {
  hub.clock.now += 1_000
  await place.delivers()
  await place.receives()
  await letGo(place.store, undefined)
}

const lesson = id.lesson('three.20260908.1')
const mark = attendanceMarked({ lesson, pupil: people.ann, status: 'late' })
const register = (place: PlaceStore) => place.store.db.facts.where('rows').equals(`attendance/${lesson}/ann`).count()

const kindsAt = async (place: PlaceStore) =>
  (await place.store.db.facts.where('rows').equals(piece).toArray()).map((fact) => fact.kind.split('.')[1]).sort()

describe('a shared tablet', () => {
  test('has a piece that was begun elsewhere, and lets it go when it is handed in', async () => {
    await tablet.records(answered('q1'), people.ann)
    await round(tablet)
    await round(other)
    expect(await kindsAt(other)).toEqual(['answered'])
    await tablet.records(homeworkHanded(ann), people.ann)
    await round(tablet)
    await round(other)
    expect(await kindsAt(other)).toEqual(['handed'])
    expect(await other.store.db.rows.get(piece)).toMatchObject({ state: { state: 'handed', answers: {} } })
  })

  test('keeps its own until a backup has it', async () => {
    await tablet.records(answered('q1'), people.ann)
    await tablet.records(answered('q2'), people.ann)
    await tablet.records(homeworkHanded(ann), people.ann)
    await round(tablet)
    expect(await kindsAt(tablet)).toEqual(['answered', 'answered', 'handed'])
    await backUp(hub)
    await round(tablet)
    expect(await kindsAt(tablet)).toEqual(['handed'])
  })

  test('has all of it again when it comes back, its own included', async () => {
    await tablet.records(answered('q1'), people.ann)
    await tablet.records(homeworkHanded(ann), people.ann)
    await round(tablet)
    await backUp(hub)
    await round(tablet)
    await round(other)
    await studio.records(returned(true), people.teacher)
    await round(studio)
    for (const place of [tablet, other]) {
      await round(place)
      expect(await kindsAt(place)).toEqual(['answered', 'handed', 'returned'])
      expect((await place.store.db.rows.get(piece))?.state).toEqual(await hub.row(piece as never)) // a row's key
    }
  })

  test('believes only what the hub has taken: what it says itself may be refused', async () => {
    await other.records(answered('q1'), people.ann)
    await round(other)
    await round(tablet)
    await tablet.records(homeworkHanded(ann), people.ann)
    await letGo(tablet.store, undefined)
    expect(await kindsAt(tablet)).toEqual(['answered', 'handed'])
  })

  test('has all of a piece that was marked late, and given back when the tablet had let it go', async () => {
    await tablet.records(answered('q1'), people.ann)
    await tablet.records(homeworkHanded(ann), people.ann)
    for (const place of [tablet, other, studio]) await round(place)
    hub.clock.now += 20 * 86_400_000
    await studio.records(marked, people.teacher)
    await round(studio)
    hub.clock.now += 15 * 86_400_000
    await round(other)
    expect(await kindsAt(other)).toEqual([])
    await studio.records(returned(true), people.teacher)
    await round(studio)
    await round(other)
    expect(await kindsAt(other)).toEqual(['answered', 'handed', 'marked', 'returned'])
  })

  test('lets go that homework was withdrawn when the homework itself has gone', async () => {
    const set = homeworkSet({
      ...on,
      subject: '音乐',
      title: '听',
      package: id.package('songs'),
      manifest: id.blob('a'),
      questions: [id.question('q1')],
      minutes: 5,
      written: false,
      day: id.day('2026-09-08'),
      due: id.day('2026-09-08'),
    })
    const held = () => other.store.db.facts.where('rows').equals('assignment/three/a1').count()
    await studio.records(set, people.teacher)
    await round(studio)
    await round(other)
    expect(await held()).toBe(1)
    hub.clock.now += 40 * 86_400_000
    await round(other)
    await studio.records(homeworkWithdrawn(on), people.teacher)
    await round(studio)
    await round(other)
    expect(await held()).toBe(0)
  })

  test('lets practice of long ago go, and has it again when it is taken up again', async () => {
    const practised = practiceAnswered({
      class: three,
      pupil: people.ann,
      package: id.package('songs'),
      question: id.question('q1'),
      answer: 1,
      right: true,
    })
    await tablet.records(practised, people.ann)
    await round(tablet)
    await round(other)
    const held = (place: PlaceStore) => place.store.db.facts.where('rows').equals('practice/three/ann/songs').count()
    hub.clock.now += 61 * 86_400_000
    await round(other)
    expect(await held(other)).toBe(0)
    await tablet.records(practised, people.ann)
    await round(tablet)
    await round(other)
    expect(await held(other)).toBe(2)
  })
})

describe('a photo', () => {
  const picture = (words: string) => {
    const bytes = new TextEncoder().encode(words)
    const hash = v.parse(BlobHash, createHash('sha256').update(bytes).digest('hex'))
    return { hash, type: 'image/jpeg', bytes: bytes.buffer }
  }

  test('goes with its fact, but not before it is in a backup itself', async () => {
    const blobs = [picture('photo'), picture('thumbnail')] as const
    const [photo, thumbnail] = [blobs[0].hash, blobs[1].hash]
    const photographed = homeworkPhotographed({ ...ann, photo, bytes: 5, thumbnail })
    await record(tablet.store, { drafts: [photographed], by: people.ann, blobs })
    await tablet.records(homeworkHanded(ann), people.ann)
    await round(tablet)
    await backUp(hub)
    await sendPhotos(tablet.store, tablet.carrier)
    await round(tablet)
    expect(await tablet.store.db.blobs.count()).toBe(2)
    // A fact that is recorded after the photo was sent is in no backup that lacks the photo.
    for (let n = 0; n < 2; n++) await tablet.records(answered('q1'), people.ann)
    await round(tablet)
    await backUp(hub)
    await round(tablet)
    expect(await tablet.store.db.blobs.count()).toBe(0)
    expect(await tablet.store.db.parts.count()).toBe(0)
    expect(await kindsAt(tablet)).toEqual(['answered', 'handed'])
  })
})

describe('a teacher’s own device', () => {
  test('has what is handed in, and the register for a term after a new device would not be given it', async () => {
    await tablet.records(answered('q1'), people.ann)
    await tablet.records(homeworkHanded(ann), people.ann)
    await round(tablet)
    await studio.records(mark, people.teacher)
    await studio.records(mark, people.teacher)
    await round(studio)
    expect(await kindsAt(studio)).toEqual(['answered', 'handed'])
    await backUp(hub)
    hub.clock.now += 100 * 86_400_000
    await round(studio)
    expect(await register(studio)).toBe(2)
    hub.clock.now += 100 * 86_400_000
    await round(studio)
    // The last one that is in a backup stays.
    expect(await register(studio)).toBe(1)
  })

  test('lets the pages of a lesson of long ago go although nobody opened it', async () => {
    const panel = await openPlace(hub, 'panel')
    await panel.records(pageTurned({ lesson, page: 3 }), people.teacher)
    await round(panel)
    await round(studio)
    const pages = () => studio.store.db.facts.where('rows').equals(`lesson/${lesson}`).count()
    expect(await pages()).toBe(1)
    hub.clock.now += 200 * 86_400_000
    await round(studio)
    expect(await pages()).toBe(0)
  })
})

test('a hub that is put back to before what was let go gets what is left', async () => {
  const practised = practiceAnswered({
    class: three,
    pupil: people.bo,
    package: id.package('songs'),
    question: id.question('q1'),
    answer: 1,
    right: true,
  })
  await tablet.records(practised, people.bo)
  await round(tablet)
  const putBackToOld = await backUp(hub)
  await tablet.records(answered('q1'), people.ann)
  await tablet.records(homeworkHanded(ann), people.ann)
  await tablet.records(practised, people.bo)
  await round(tablet)
  await backUp(hub)
  await round(tablet)
  expect(await kindsAt(tablet)).toEqual(['handed'])
  await putBackToOld()
  await tablet.records(practised, people.bo)
  for (let n = 0; n < 3; n++) await round(tablet)
  const facts = await hub.db.selectFrom('fact').select(['device', 'kind']).where('device', 'like', 'tablet-%').execute()
  expect(facts.filter(({ kind }) => kind === 'practice.answered').length).toBe(3)
  const renamed = facts.filter(({ device }) => device.includes('incarnation'))
  expect(renamed.map(({ kind }) => kind)).toEqual(['homework.handed', 'practice.answered', 'practice.answered'])
  expect(await hub.row(piece as never)).toMatchObject({ state: 'handed', answers: {} }) // a row's key
  const self = await selfOf(tablet.store)
  expect(self?.delivered).toBe(self?.seq)
})

test('a slice ends where the next begins', async () => {
  const drafts = Array.from({ length: 210 }, (_, n) => answered(`q${n}`))
  await record(tablet.store, { drafts, by: people.ann })
  const first = await letGo(tablet.store, undefined)
  expect(first.next).toBeDefined()
  expect(await letGo(tablet.store, first.next)).toEqual({ next: undefined, gone: 0 })
})
