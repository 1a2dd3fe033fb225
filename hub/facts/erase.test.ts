import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unpackFacts } from '../../core/facts/batch.ts'
import type { Draft } from '../../core/facts/fact.ts'
import type { BlobHash, PersonId } from '../../core/facts/ids.ts'
import { homeworkAnswered } from '../../core/facts/kinds/homework-answered.ts'
import { homeworkHanded } from '../../core/facts/kinds/homework-handed.ts'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { pageShown } from '../../core/facts/kinds/page-shown.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { questionAnswered } from '../../core/facts/kinds/question-answered.ts'
import { roomOpened } from '../../core/facts/kinds/room-opened.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import {
  id,
  openSmallCounty,
  people,
  type TestDevice,
  type TestHub,
  three,
  tuesday,
} from '../../test/hubs/small-county.ts'
import { revokeDevice } from '../people/devices.ts'
import { setPin } from '../people/pins.ts'
import { pull } from './pull.ts'

/** Words that stand for what somebody would not want to be found any more. */
const words = { about: '写得很认真，李小溪', by: '我家在青山村' }

const about = { class: three, assignment: id.assignment('a1') }
const work = (pupil: PersonId) => rowKey('work', three, about.assignment, pupil)

let hub: TestHub
let tablet: TestDevice
let own: TestDevice
let office: TestDevice
let photo: BlobHash
beforeEach(async () => {
  hub = await openSmallCounty()
  ;[tablet, own, office] = [await hub.device('tablet'), await hub.device('own'), await hub.device('office')]
  photo = await putPhoto('a photo of paper')
})
afterEach(() => hub.close())

async function putPhoto(text: string): Promise<BlobHash> {
  const bytes = new TextEncoder().encode(text)
  const hash = createHash('sha256').update(bytes).digest('hex') as BlobHash // as it is made
  await hub.blobs.put(hash, 'image/jpeg', bytes)
  return hash
}

const answered = (pupils: PersonId[], answer = words.by): Draft =>
  homeworkAnswered({ ...about, pupils, question: id.question('q1'), answer })
const photographed = (pupils: PersonId[], hash = photo): Draft =>
  homeworkPhotographed({ ...about, pupils, photo: hash, bytes: 16, thumbnail: hash })
const marked = (pupil: PersonId): Draft =>
  homeworkMarked({ ...about, pupil, grade: 'good', words: words.about, wrong: [] })

async function annsWork(): Promise<void> {
  for (const draft of [
    answered([people.ann]),
    photographed([people.ann]),
    homeworkHanded({ ...about, pupils: [people.ann] }),
  ])
    tablet.records(draft, people.ann)
  await tablet.delivers()
  own.records(marked(people.ann), people.teacher)
  await own.delivers()
}

async function erase(person: PersonId): Promise<void> {
  office.records(personErased({ person, day: id.day('2026-09-08') }), people.clerk)
  expect((await office.delivers()).refused).toEqual([])
}

/** Everything that the database says, as text. */
async function everything(): Promise<string> {
  const tables = ['fact', 'forked', 'row', 'pin', 'blob', 'blob_scope', 'blob_awaited'] as const
  const all = await Promise.all(tables.map((table) => hub.db.selectFrom(table).selectAll().execute()))
  return JSON.stringify(all)
}

describe('a person who is erased', () => {
  test('leaves no name, no words, no photo; what was counted stays, and so do the numbers', async () => {
    await annsWork()
    await setPin(hub.db, people.ann, '2468')
    await erase(people.ann)
    const left = await everything()
    for (const word of [words.about, words.by, '"name":"ann"']) expect(left).not.toContain(word)
    expect(await hub.row(work(people.ann))).toMatchObject({ rounds: 1, photos: [], mark: { grade: 'good' } })
    expect(await hub.row(rowKey('member', three, people.ann))).toMatchObject({ name: '—', until: '2026-09-07' })
    expect(await hub.row(rowKey('member', three, people.bo))).toMatchObject({ name: 'bo' })
    const kept = await hub.db.selectFrom('fact').select('seq').where('device', '=', tablet.id).execute()
    expect(kept).toHaveLength(3)
    expect(await hub.db.selectFrom('blob_scope').selectAll().where('hash', '=', photo).execute()).toEqual([])
    await hub.blobs.sweep()
    await expect(hub.blobs.bytes(photo)).rejects.toThrow('ENOENT')
    expect(await hub.db.selectFrom('pin').selectAll().execute()).toEqual([])
  })

  test('is told to nobody who asks afterwards', async () => {
    await annsWork()
    await erase(people.ann)
    const panel = await hub.device('panel')
    const { pages } = await pull(hub.db, panel.id, {}, tuesday)
    const told = pages.flatMap((page) => {
      const reading = unpackFacts(page.facts)
      return reading.ok ? reading.facts : expect.unreachable(reading.why)
    })
    expect(told.length).toBeGreaterThan(5)
    expect(JSON.stringify(told)).not.toContain(words.about)
    expect(JSON.stringify(told)).not.toContain('"name":"ann"')
  })

  test('stays so when a device that had not heard of it delivers what it has', async () => {
    await erase(people.ann)
    await annsWork()
    const left = await everything()
    for (const word of [words.about, words.by]) expect(left).not.toContain(word)
    expect(await hub.row(work(people.ann))).toMatchObject({ photos: [] })
  })

  test('makes no fork of a device that sends its facts again as they were, or as they are now', async () => {
    await annsWork()
    await erase(people.ann)
    expect(await tablet.delivers()).toMatchObject({ upTo: 3, refused: [] })
    expect(await tablet.delivers()).not.toHaveProperty('fork')
    const { last } = await pull(hub.db, tablet.id, {}, tuesday)
    expect(last).toBeDefined()
    expect(await everything()).not.toContain(words.by)
  })

  test('keeps what others did with them', async () => {
    const shared = await putPhoto('three at one table')
    tablet.records(answered([people.ann, people.bo]), people.ann)
    tablet.records(photographed([people.ann, people.bo], shared), people.ann)
    await tablet.delivers()
    await erase(people.ann)
    await hub.blobs.sweep()
    expect(await hub.row(work(people.bo))).toMatchObject({ answers: { q1: words.by }, photos: [{ photo: shared }] })
    expect(await hub.blobs.info(shared)).toMatchObject({ whole: true })
  })

  test('takes what several did together with the last of them, in whatever order', async () => {
    const [shared, alsoBos] = [await putPhoto('two at one table'), await putPhoto('bo alone')]
    tablet.records(answered([people.ann, people.bo]), people.ann)
    tablet.records(photographed([people.ann, people.bo], shared), people.ann)
    tablet.records(photographed([people.bo], alsoBos), people.bo)
    await tablet.delivers()
    for (const person of [people.bo, people.ann]) {
      expect(await everything()).toContain(words.by)
      await erase(person)
    }
    expect(await everything()).not.toContain(words.by)
    await hub.blobs.sweep()
    for (const hash of [shared, alsoBos]) await expect(hub.blobs.bytes(hash)).rejects.toThrow('ENOENT')
    for (const person of [people.ann, people.bo])
      expect(await hub.row(work(person))).toMatchObject({ photos: [], answers: { q1: '' } })
    // It stays so for what comes later.
    tablet.records(answered([people.ann, people.bo]), people.ann)
    await tablet.delivers()
    expect(await everything()).not.toContain(words.by)
  })

  test('goes from what waits and what was refused as well', async () => {
    own.records({ ...marked(people.ann) }, people.stranger)
    await own.delivers()
    expect(await everything()).toContain(words.about)
    await erase(people.ann)
    expect(await everything()).not.toContain(words.about)
  })

  test('does not come back from a device that was taken back, nor from a copy of one', async () => {
    await erase(people.ann)
    own.records(marked(people.ann), people.teacher)
    await revokeDevice(hub.db, id.device('own-1'), hub.now())
    expect((await own.delivers()).refused).toMatchObject([{ why: 'revoked' }])
    expect(await everything()).not.toContain(words.about)
    tablet.records(homeworkHanded({ ...about, pupils: [people.bo] }), people.bo)
    await tablet.delivers()
    const copys = tablet.facts.map((fact) => ({ ...fact, by: people.ann, ...answered([people.ann]) }))
    expect((await tablet.delivers(copys)).fork).toBe(1)
    expect(await hub.db.selectFrom('forked').select('seq').execute()).toEqual([{ seq: 1 }])
    expect(await everything()).not.toContain(words.by)
  })

  test('is gone from the board of a live lesson, where an answer of theirs was put for everybody', async () => {
    const studio = await hub.device('studio')
    const [lesson, question] = [id.lesson('three.20260908.1'), id.question('q1')]
    const page = pageRef('photo', 0)
    studio.records(roomOpened({ room: lesson, lesson }), people.host)
    await studio.delivers()
    const answer = { kind: 'photo' as const, blob: photo }
    tablet.records(questionAnswered({ lesson, question, pupil: people.ann, answer }), people.ann)
    await tablet.delivers()
    studio.records(pageShown({ room: lesson, page, photo, of: { lesson, question, pupil: people.ann } }), people.host)
    await studio.delivers()
    expect(await hub.row(rowKey('shown', lesson))).toMatchObject({ photos: { f0: photo } })
    await erase(people.ann)
    expect(await hub.row(rowKey('shown', lesson))).toMatchObject({ page, photos: {} })
    await hub.blobs.sweep()
    await expect(hub.blobs.bytes(photo)).rejects.toThrow('ENOENT')
  })

  test('takes the photos along that a device has sent which was taken back', async () => {
    await revokeDevice(hub.db, id.device('tablet-1'), hub.now())
    const text = 'another photo of paper'
    const hash = createHash('sha256').update(text).digest('hex') as BlobHash // as it is made
    tablet.records(photographed([people.ann], hash), people.ann)
    await tablet.delivers()
    await putPhoto(text)
    await erase(people.ann)
    expect(await hub.blobs.info(hash)).toBeUndefined()
  })

  test('who has a device of their own stands in the title of no place, and it still works', async () => {
    const own = { place: id.place('own'), kind: 'own', classes: [three], person: people.teacher } as const
    await hub.recorder.record([placeDescribed({ ...own, classes: [three], title: '白老师的电脑' })])
    await erase(people.teacher)
    expect(await everything()).not.toContain('白老师')
    expect(await hub.row(rowKey('place', 'own'))).toMatchObject({ title: '—', kind: 'own', classes: ['three'] })
    expect(await hub.row(rowKey('place', 'panel'))).toMatchObject({ title: 'panel' })
  })

  test('is erased by the office alone', async () => {
    own.records(personErased({ person: people.ann, day: id.day('2026-09-08') }), people.teacher)
    expect((await own.delivers()).refused).toHaveLength(1)
    expect(await hub.row(rowKey('member', three, people.ann))).toMatchObject({ name: 'ann' })
  })
})
