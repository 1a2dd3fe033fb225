import { afterEach, beforeEach, expect, test } from 'vitest'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { wordsStruck } from '../../core/facts/kinds/words-struck.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { openPlace, type PlaceStore } from '../../test/stores/place-store.ts'

const words = '和李小溪一起写的'
const about = { class: three, assignment: id.assignment('a1'), pupil: people.bo }
const marked = homeworkMarked({ ...about, grade: 'good', words, wrong: [] })
const work = rowKey('work', three, about.assignment, people.bo)

let hub: TestHub
let own: PlaceStore
let panel: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  ;[own, panel] = [await openPlace(hub, 'own'), await openPlace(hub, 'panel')]
  for (const place of [own, panel]) await place.receives()
})
afterEach(() => hub.close())

async function strike(device: string, seq: number): Promise<void> {
  const office = await hub.device('office', `office-${seq}`)
  office.records(wordsStruck({ device: id.device(device), seq, field: 'words', from: 1, below: 4 }), people.clerk)
  expect((await office.delivers()).refused).toEqual([])
}

const everything = async ({ store: { db } }: PlaceStore) =>
  JSON.stringify(await Promise.all([db.facts, db.rows, db.meta].map((table) => table.toArray())))

test('who wrote it and who received it have the letters no more, and go on in step with the hub', async () => {
  await own.records(marked, people.teacher)
  await own.delivers()
  await panel.receives()
  for (const place of [own, panel]) expect(await everything(place)).toContain('李小溪')
  const written = (await own.store.db.facts.toArray()).find(({ kind }) => kind === 'homework.marked')
  if (!written) throw new Error('nothing was written')
  await strike(written.device, written.seq)
  for (const place of [own, panel]) {
    await place.receives()
    expect(await everything(place)).not.toContain('李小溪')
    expect((await place.store.db.rows.get(work))?.state).toMatchObject({
      mark: { grade: 'good', words: '和○○○一起写的' },
    })
  }
  // What is recorded next goes on from it.
  await own.records(homeworkMarked({ ...about, grade: 'pass', words: '再想想', wrong: [] }), people.teacher)
  await own.delivers()
  expect(await hub.row(work)).toMatchObject({ mark: { grade: 'pass', words: '再想想' } })
  expect(await hub.db.selectFrom('forked').selectAll().execute()).toEqual([])
})
