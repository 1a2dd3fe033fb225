import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId } from '../../core/facts/ids.ts'
import { homeworkAnswered } from '../../core/facts/kinds/homework-answered.ts'
import { homeworkHanded } from '../../core/facts/kinds/homework-handed.ts'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { countyOffice } from '../../core/people/places.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { backUp, openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { record } from './record.ts'

const about = { class: three, assignment: id.assignment('a1') }
const words = '写得很认真，李小溪'
const work = (pupil: PersonId) => rowKey('work', three, about.assignment, pupil)

let hub: TestHub
let tablet: PlaceStore
let own: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  ;[tablet, own] = [await openPlace(hub, 'tablet'), await openPlace(hub, 'own')]
  for (const place of [tablet, own]) await place.receives()
})
afterEach(() => hub.close())

const answered = (pupils: PersonId[]) =>
  homeworkAnswered({ ...about, pupils, question: id.question('q1'), answer: '我家在青山村' })
const marked = homeworkMarked({ ...about, pupil: people.ann, grade: 'good', words, wrong: [] })

async function erase(person: PersonId = people.ann): Promise<void> {
  const office = await hub.device('office', `office-${hub.now()}`)
  office.records(personErased({ person, day: id.day('2026-09-08') }), people.clerk)
  expect((await office.delivers()).refused).toEqual([])
}

async function everything({ store: { db } }: PlaceStore): Promise<string> {
  const tables = [db.facts, db.rows, db.blobs, db.meta, db.troubles]
  return JSON.stringify(await Promise.all(tables.map((table) => table.toArray())))
}

describe('when a device hears that somebody was erased', () => {
  test('nothing that is here names them any more, delivered or not', async () => {
    await tablet.records(answered([people.ann]), people.ann)
    await tablet.records(homeworkHanded({ ...about, pupils: [people.ann] }), people.ann)
    await tablet.delivers()
    await own.receives()
    await own.records(marked, people.teacher)
    expect(await everything(own)).toContain(words)
    await erase()
    for (const place of [own, tablet]) await place.receives()
    for (const place of [own, tablet]) {
      const left = await everything(place)
      for (const word of [words, '我家在青山村', '"name":"ann"']) expect(left).not.toContain(word)
    }
    expect((await own.store.db.rows.get(rowKey('member', three, people.bo)))?.state).toMatchObject({ name: 'bo' })
    expect((await own.store.db.rows.get(work(people.ann)))?.state).toMatchObject({ mark: { grade: 'good' } })
    await own.delivers()
    expect(await hub.row(work(people.ann))).toMatchObject({ mark: { grade: 'good' } })
    expect(JSON.stringify(await hub.db.selectFrom('fact').selectAll().execute())).not.toContain(words)
  })

  test('what several did together goes with the last of them, photos too', async () => {
    const shared = id.blob('b')
    const pupils = [people.ann, people.bo]
    const draft = homeworkPhotographed({ ...about, pupils, photo: shared, bytes: 4, thumbnail: shared })
    const blob = { hash: shared, type: 'image/jpeg', bytes: new Uint8Array([1, 2, 3, 4]).buffer }
    await record(tablet.store, { drafts: [answered(pupils), draft], by: people.ann, blobs: [blob] })
    await tablet.delivers()
    for (const person of pupils) {
      expect(await everything(tablet)).toContain('我家在青山村')
      expect(await tablet.store.db.blobs.count()).toBe(1)
      await erase(person)
      hub.clock.now += 1
      await tablet.receives()
    }
    expect(await everything(tablet)).not.toContain('我家在青山村')
    expect([await tablet.store.db.blobs.count(), await tablet.store.db.parts.count()]).toEqual([0, 0])
  })

  test('their photos go, and the ones that they share with others stay', async () => {
    const [alone, shared] = [id.blob('a'), id.blob('b')]
    for (const [hash, pupils] of [
      [alone, [people.ann]],
      [shared, [people.ann, people.bo]],
    ] as const) {
      const draft = homeworkPhotographed({ ...about, pupils: [...pupils], photo: hash, bytes: 4, thumbnail: hash })
      const blob = { hash, type: 'image/jpeg', bytes: new Uint8Array([1, 2, 3, 4]).buffer }
      await record(tablet.store, { drafts: [draft], by: people.ann, blobs: [blob] })
    }
    expect(await tablet.store.db.blobs.count()).toBe(2)
    await tablet.delivers()
    await erase()
    await tablet.receives()
    expect((await tablet.store.db.blobs.toArray()).map(({ hash }) => hash)).toEqual([shared])
    expect((await tablet.store.db.parts.toArray()).map(({ hash }) => hash)).toEqual([shared])
  })

  test('what comes of them from a hub that does not know it yet is taken in without it', async () => {
    await erase()
    await own.receives()
    await hub.db.deleteFrom('row').where('row', '=', rowKey('erased', people.ann)).execute()
    await tablet.records(answered([people.ann]), people.ann)
    await tablet.delivers()
    await own.receives()
    expect(await everything(own)).not.toContain('我家在青山村')
  })
})

test('what a device records of somebody whom it knows to be erased it keeps without words and photos', async () => {
  await erase()
  await own.receives()
  await own.records(marked, people.teacher)
  const [photo, thumbnail] = [id.blob('a'), id.blob('b')]
  const drafts = [homeworkPhotographed({ ...about, pupils: [people.ann], photo, bytes: 4, thumbnail })]
  const blobs = [photo, thumbnail].map((hash) => ({ hash, type: 'image/jpeg', bytes: new ArrayBuffer(4) }))
  await record(own.store, { drafts, by: people.teacher, blobs })
  expect(await everything(own)).not.toContain(words)
  expect(await own.store.db.blobs.count()).toBe(0)
  await own.delivers()
  expect(
    (await own.store.db.facts.toArray()).filter(({ body }) => JSON.stringify(body).includes('erased')),
  ).toHaveLength(3)
  expect(await own.store.db.troubles.count()).toBe(0)
})

test('a photo goes, too, when its fact comes again without it before the word that somebody was erased', async () => {
  const [photo, thumbnail] = [id.blob('a'), id.blob('b')]
  const drafts = [homeworkPhotographed({ ...about, pupils: [people.ann], photo, bytes: 4, thumbnail })]
  const blobs = [photo, thumbnail].map((hash) => ({ hash, type: 'image/jpeg', bytes: new ArrayBuffer(4) }))
  await record(tablet.store, { drafts, by: people.ann, blobs })
  await tablet.delivers()
  await erase()
  await tablet.store.db.meta.where('name').startsWith('scope:').delete()
  await tablet.receives()
  expect(await tablet.store.db.blobs.count()).toBe(0)
  expect(await tablet.store.db.parts.count()).toBe(0)
})

test('on their own device, too, a teacher who is erased stands in the title of no place', async () => {
  const desk = { place: id.place('own'), kind: 'own', classes: [three], person: people.teacher } as const
  await hub.recorder.record([placeDescribed({ ...desk, classes: [three], title: '白老师的电脑' })])
  await own.receives()
  expect(await everything(own)).toContain('白老师')
  await erase(people.teacher)
  await own.receives()
  expect(await everything(own)).not.toContain('白老师')
  expect((await own.store.db.rows.get(rowKey('place', 'own')))?.state).toMatchObject({ title: '—', kind: 'own' })
})

describe('at the office’s desk', () => {
  test('who works there erases a child, and nobody else does', async () => {
    const office = await openPlace(hub, 'office')
    const erasing = personErased({ person: people.ann, day: id.day('2026-09-08') })
    for (const [by, why] of [
      [people.teacher, 'not-a-member'],
      ['', 'role-not-allowed'],
    ] as const)
      await expect(office.records(erasing, by)).rejects.toMatchObject({ why })
    await office.records(erasing, people.clerk)
    await office.delivers()
    expect(await hub.row(rowKey('member', three, people.ann))).toMatchObject({ name: '—' })
  })

  test('those who work there are known, and no child of any class', async () => {
    const office = await openPlace(hub, 'office')
    const members = (await office.store.db.rows.toArray()).filter(({ key }) => key.startsWith('member/'))
    expect(members.map(({ key }) => key)).toEqual([rowKey('member', countyOffice, people.clerk)])
  })

  test('a colleague who is erased goes from there, too', async () => {
    const from = id.day('2026-08-31')
    const colleague = {
      class: countyOffice,
      person: id.person('colleague'),
      name: '白老师',
      picture: '',
      number: 0,
      from,
    }
    await hub.recorder.record([memberEnrolled({ ...colleague, role: 'office' })])
    const office = await openPlace(hub, 'office')
    expect(await everything(office)).toContain('白老师')
    await office.records(personErased({ person: colleague.person, day: id.day('2026-09-08') }), people.clerk)
    await office.delivers()
    await office.receives()
    expect(await everything(office)).not.toContain('白老师')
    expect(await office.store.db.rows.get(rowKey('member', countyOffice, people.clerk))).toBeDefined()
  })

  test('a hub that was put back from an old copy hears of it again', async () => {
    const office = await openPlace(hub, 'office')
    const putBack = await backUp(hub)
    await office.records(personErased({ person: people.ann, day: id.day('2026-09-08') }), people.clerk)
    await office.delivers()
    await office.receives()
    await putBack()
    expect(await hub.row(rowKey('member', three, people.ann))).toMatchObject({ name: 'ann' })
    await office.receives()
    await office.delivers()
    expect(await hub.row(rowKey('member', three, people.ann))).toMatchObject({ name: '—' })
  })
})

test('what was recorded for a class that the place has lost since goes, too, be it in no backup', async () => {
  const [photo, thumbnail] = [id.blob('a'), id.blob('b')]
  const photographed = homeworkPhotographed({ ...about, pupils: [people.ann], photo, bytes: 4, thumbnail })
  const blobs = [photo, thumbnail].map((hash) => ({ hash, type: 'image/jpeg', bytes: new ArrayBuffer(4) }))
  await record(tablet.store, { drafts: [photographed], by: people.ann, blobs })
  await tablet.records(homeworkHanded({ ...about, pupils: [people.ann] }), people.ann)
  await tablet.delivers()
  await hub.db.updateTable('device').set({ safe_to: 2 }).execute()
  await tablet.receives()
  await tablet.records(answered([people.ann]), people.ann)
  const place = { place: id.place('tablet'), kind: 'tablet', title: 'tablet' } as const
  await hub.recorder.record([placeDescribed({ ...place, classes: [id.class('four')] })])
  await tablet.receives()
  expect(await tablet.store.db.blobs.count()).toBe(2)
  await erase()
  await tablet.receives()
  expect(await everything(tablet)).not.toContain('我家在青山村')
  expect([await tablet.store.db.blobs.count(), await tablet.store.db.parts.count()]).toEqual([0, 0])
})
