import { afterEach, beforeEach, expect, test } from 'vitest'
import { unpackFacts } from '../../core/facts/batch.ts'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { wordsStruck } from '../../core/facts/kinds/words-struck.ts'
import { blotsOf } from '../../core/facts/striking.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub, three } from '../../test/hubs/small-county.ts'
import { notesBefore } from '../audit/log.ts'
import { pull } from './pull.ts'
import { strikeAgain } from './strike.ts'

const name = '李小溪'
const said = `和${name}一起写的，${name}写得多`
const about = { class: three, assignment: id.assignment('a1'), pupil: people.bo }
const marked = homeworkMarked({ ...about, grade: 'good', words: said, wrong: [] })
const work = rowKey('work', three, about.assignment, people.bo)

let hub: TestHub
let own: TestDevice
let office: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  ;[own, office] = [await hub.device('own'), await hub.device('office')]
})
afterEach(() => hub.close())

/** Blots a name out of a fact wherever it stands in it. */
async function strike(fact: { device: string; seq: number; kind: string; body: unknown }): Promise<void> {
  const named = { device: id.device(fact.device), seq: fact.seq }
  const facts = blotsOf(fact, name).map((blot) => office.records(wordsStruck({ ...named, ...blot }), people.clerk))
  expect((await office.delivers(facts)).refused).toEqual([])
}

const everything = async () =>
  JSON.stringify([
    await hub.db.selectFrom('fact').selectAll().execute(),
    await hub.db.selectFrom('row').selectAll().execute(),
  ])

test('a name in what somebody wrote of another is nowhere any more, and the rest stays', async () => {
  const fact = own.records(marked, people.teacher)
  await own.delivers()
  expect(await everything()).toContain(name)
  await strike(fact)
  expect(await everything()).not.toContain(name)
  expect(await hub.row(work)).toMatchObject({ mark: { grade: 'good', words: '和○○○一起写的，○○○写得多' } })
  // Who did it, and of which record: not a word of it.
  const notes = await notesBefore(hub.db, 1e9, 10)
  expect(notes.map(({ act, by, about }) => ({ act, by, about }))).toEqual([
    { act: 'words.struck', by: people.clerk, about: { device: own.id, seq: 1 } },
    { act: 'words.struck', by: people.clerk, about: { device: own.id, seq: 1 } },
  ])
})

test('the word comes before the fact, or the fact comes again: the name does not stand there either', async () => {
  const fact = own.records(marked, people.teacher)
  await strike(fact)
  await own.delivers()
  await own.delivers()
  expect(await everything()).not.toContain(name)
  expect(await hub.db.selectFrom('forked').selectAll().execute()).toEqual([])
  expect(await hub.row(work)).toMatchObject({ mark: { words: '和○○○一起写的，○○○写得多' } })
})

test('the title of a place, and the name that a teacher wrote of a child in the room', async () => {
  const place = { kind: 'tablet' as const, title: `${name}那台`, school: id.school('point'), classes: [three] }
  await hub.recorder.record([placeDescribed({ place: id.place('tablet-2'), ...place })])
  const panel = await hub.device('panel')
  const kid = { class: three, person: id.person('kid'), name, picture: 'rain', number: 13, from: id.day('2026-09-08') }
  const added = panel.records(pupilAdded(kid), people.aide)
  await panel.delivers()
  const titled = await hub.db.selectFrom('fact').selectAll().where('body', 'like', `%${name}那台%`).executeTakeFirst()
  if (!titled) throw new Error('no such place')
  await strike({ ...titled, seq: Number(titled.seq), body: JSON.parse(titled.body) })
  await strike(added)
  expect(await everything()).not.toContain(name)
  expect(await hub.row(rowKey('place', 'tablet-2'))).toMatchObject({ title: '○○○那台', classes: [three] })
  // The child belongs to the class as before.
  const child = await hub.row(rowKey('member', three, kid.person))
  expect(child).toMatchObject({ name: '○○○', role: 'pupil', added: true })
  expect(child).not.toHaveProperty('until')
})

test('a device that reads it later is not told the name', async () => {
  const fact = own.records(marked, people.teacher)
  await own.delivers()
  await strike(fact)
  const panel = await hub.device('panel')
  const { pages } = await pull(hub.db, panel.id, {}, hub.now())
  const facts = pages.flatMap((page) => {
    const read = unpackFacts(page.facts)
    return read.ok ? read.facts : []
  })
  expect(facts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['homework.marked', 'words.struck']))
  expect(JSON.stringify(facts)).not.toContain(name)
})

test('a hub that has the old words again strikes them again', async () => {
  const fact = own.records(marked, people.teacher)
  await own.delivers()
  await strike(fact)
  await hub.db
    .updateTable('fact')
    .set({ body: JSON.stringify(fact.body) })
    .where('device', '=', own.id)
    .where('seq', '=', 1)
    .execute()
  await hub.db.transaction().execute(strikeAgain)
  expect(await everything()).not.toContain(name)
})

test('only the office strikes, and only words that people write', async () => {
  const fact = own.records(marked, people.teacher)
  own.records(wordsStruck({ device: own.id, seq: 1, field: 'words', from: 0, below: 3 }), people.teacher)
  expect((await own.delivers()).refused).toMatchObject([{ seq: 2 }])
  const grade = { device: own.id, seq: 1, field: 'grade', from: 0, below: 3 }
  office.records(wordsStruck(grade), people.clerk)
  await office.delivers()
  expect(await hub.row(work)).toMatchObject({ mark: { grade: 'good', words: said } })
  const kept = await hub.db
    .selectFrom('fact')
    .select('body')
    .where('device', '=', own.id)
    .where('seq', '=', 1)
    .execute()
  expect(JSON.parse(kept[0]?.body ?? '')).toEqual(fact.body)
})
