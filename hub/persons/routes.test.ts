import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId } from '../../core/facts/ids.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { classDescribed } from '../../core/facts/kinds/class-described.ts'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { pupilMatched } from '../../core/facts/kinds/pupil-matched.ts'
import { wordsStruck } from '../../core/facts/kinds/words-struck.ts'
import { NameWords } from '../../core/reports/name-words.ts'
import { Erasures, OnePerson, People, type PeopleAsked } from '../../core/reports/people.ts'
import {
  bells,
  id,
  openSmallCounty,
  people,
  type TestDevice,
  type TestHub,
  three,
} from '../../test/hubs/small-county.ts'
import { notesBefore } from '../audit/log.ts'
import { openApp } from '../http/app.ts'

const kid = id.person('kid')
const day = id.day('2026-09-08')

let hub: TestHub
let office: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  office = await hub.device('office')
})
afterEach(() => hub.close())

async function ask(path: string, body?: unknown, device = office, by: PersonId = people.clerk): Promise<Response> {
  return openApp(hub, { backupDays: 30 }).request(`/api/office/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: await device.bearer(), 'Tongke-By': by, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}
const find = async (asked: PeopleAsked) => v.parse(People, await (await ask('people', asked)).json())
const one = async (person: PersonId) => v.parse(OnePerson, await (await ask(`people/${person}`)).json())
const erasures = async () => v.parse(Erasures, await (await ask('erasures')).json()).erasures
const idsIn = (found: People) => found.people.map(({ person }) => person)

test('where a name stands that erasing does not reach is told beforehand, and what goes is not', async () => {
  const called = (person: PersonId, name: string, number: number) =>
    memberEnrolled({ class: three, person, name, picture: 'sun', role: 'pupil', number, from: id.day('2026-08-31') })
  const title = { kind: 'tablet' as const, title: '李小溪那台平板', school: id.school('point'), classes: [three] }
  await hub.recorder.record([
    ...[called(people.ann, '李小溪', 1), called(kid, '李小溪', 13), called(people.bo, '王大山', 2)],
    placeDescribed({ place: id.place('tablet-2'), ...title }),
  ])
  const own = await hub.device('own')
  const marked = (pupil: PersonId, words: string) =>
    homeworkMarked({ class: three, assignment: id.assignment('a1'), pupil, grade: 'good', words, wrong: [] })
  for (const draft of [
    marked(people.bo, '和李小溪一起写的'),
    marked(people.ann, '李小溪写得好'),
    marked(people.bo, '好'),
  ])
    own.records(draft, people.teacher)
  expect((await own.delivers()).refused).toEqual([])
  expect((await one(people.ann)).elsewhere).toEqual([
    { kind: 'homework.marked', count: 1 },
    { kind: 'place.described', count: 1 },
  ])
  expect((await one(people.bo)).elsewhere).toEqual([])
})

test('what others wrote with a name in it is listed, and told no more once it was struck', async () => {
  await hub.recorder.record([
    memberEnrolled({
      ...{ class: three, person: people.ann, name: '李小溪', picture: 'sun', role: 'pupil', number: 1 },
      from: id.day('2026-08-31'),
    }),
  ])
  const own = await hub.device('own')
  const marked = (pupil: PersonId, words: string) =>
    homeworkMarked({ class: three, assignment: id.assignment('a1'), pupil, grade: 'good', words, wrong: [] })
  own.records(marked(people.bo, '和李小溪一起写的'), people.teacher)
  own.records(marked(people.bo, '写得好'), people.teacher)
  await own.delivers()
  const words = async () => v.parse(NameWords, await (await ask(`people/${people.ann}/words`)).json()).words
  const found = await words()
  expect(found).toEqual([
    {
      ...{ device: own.id, seq: 1, kind: 'homework.marked', at: hub.now(), by: people.teacher, field: 'words' },
      ...{ text: '和李小溪一起写的', spans: [{ from: 1, below: 4 }] },
    },
  ])
  for (const { device, seq, field, spans } of found)
    for (const span of spans) office.records(wordsStruck({ device, seq, field, ...span }), people.clerk)
  await office.delivers()
  expect(await words()).toEqual([])
  expect((await one(people.ann)).elsewhere).toEqual([])
  const acts = (await notesBefore(hub.db, 1e9, 10)).map(({ act, about }) => ({ act, about }))
  expect(acts).toContainEqual({ act: 'words.seen', about: { person: people.ann, words: 1 } })
  expect(JSON.stringify(acts)).not.toContain('李小溪')
})

test('the name that a teacher wrote of a child in the room is listed once the child works by seat number', async () => {
  await addedInTheRoom()
  const enrolled = (name: string) =>
    memberEnrolled({
      ...{ class: three, person: people.cy, name, picture: 'sun', role: 'pupil', number: 13 },
      from: day,
    })
  await hub.recorder.record([enrolled('王小禾'), pupilMatched({ class: three, added: kid, person: people.cy })])
  const words = async () => v.parse(NameWords, await (await ask(`people/${people.cy}/words`)).json()).words
  expect(await words()).toEqual([])
  // The guardians take their consent to the name back.
  await hub.recorder.record([enrolled('13 号')])
  expect(await words()).toMatchObject([{ kind: 'pupil.added', field: 'name', text: '小禾', by: people.aide }])
})

async function addedInTheRoom(): Promise<TestDevice> {
  const panel = await hub.device('panel')
  const child = { class: three, person: kid, name: '小禾', picture: 'rain', number: 13, from: day }
  panel.records(pupilAdded(child), people.aide)
  panel.records(attendanceMarked({ lesson: id.lesson('three.20260908.1'), pupil: kid, status: 'late' }), people.aide)
  await panel.delivers()
  return panel
}
async function erase(...whom: PersonId[]): Promise<void> {
  for (const person of whom) office.records(personErased({ person, day }), people.clerk)
  expect((await office.delivers()).refused).toEqual([])
}
/** A device asks until it has all. */
async function hears(device: TestDevice): Promise<void> {
  const cursors: Record<string, string> = {}
  for (let n = 0; n < 2; n++) {
    const response = await openApp(hub).request(`/api/sync/facts?${new URLSearchParams(cursors)}`, {
      headers: { Authorization: await device.bearer() },
    })
    const { pages } = (await response.json()) as { pages: { scope: string; cursor: string }[] } // as `Pull` has it
    for (const page of pages) cursors[page.scope] = page.cursor
  }
}

describe('the list of people', () => {
  test('finds somebody by a part of the name, by school, class and role, with all that they are', async () => {
    expect(idsIn(await find({ find: 'an' }))).toEqual(['ann'])
    expect(idsIn(await find({ school: id.school('far') }))).toEqual(['cy'])
    expect(idsIn(await find({ class: three, role: 'pupil' }))).toEqual(['ann', 'bo'])
    expect(idsIn(await find({ role: 'office' }))).toEqual(['clerk'])
    expect([idsIn(await find({})), idsIn(await find({ role: 'pupil' }))]).toEqual([[], []])
    expect((await find({ find: 'ann' })).people[0]?.memberships).toMatchObject([
      { class: 'three', schoolName: '青山教学点', role: 'pupil', number: 1, from: '2026-08-31', until: null },
    ])
    expect(await find({ school: id.school('far') })).toMatchObject({ classes: [{ class: 'four' }], all: 1 })
  })

  test('comes in pages of fifty, in an order that stays', async () => {
    const big = id.class('big')
    const of = { school: id.school('far'), schoolName: '高台教学点', bells, grades: [1] }
    const many = Array.from({ length: 120 }, (_, n) =>
      memberEnrolled({
        ...{ class: big, person: id.person(`p${n}`), name: `学生${n}`, picture: 'sun', role: 'pupil' },
        ...{ number: n + 1, from: day },
      }),
    )
    await hub.recorder.record([classDescribed({ class: big, name: 'big', ...of }), ...many])
    const pages = await Promise.all([0, 50, 100].map((from) => find({ class: big, from })))
    expect(pages.map(({ all, people: { length } }) => [all, length])).toEqual([
      [120, 50],
      [120, 50],
      [120, 20],
    ])
    expect(pages.flatMap(idsIn)).toEqual(Array.from({ length: 120 }, (_, n) => `p${n}`))
  })

  test('has the own name of a child whom devices know by seat number, and finds it by the office’s number', async () => {
    const seat = { class: three, person: id.person('dan'), name: '3 号', picture: '', number: 3, from: day }
    await hub.recorder.record([memberEnrolled({ ...seat, role: 'pupil' })])
    const kept = { sourced_id: 'S-77', person: 'dan', student_hash: '', since: 1, name: '丹丹' }
    await hub.db.insertInto('person').values(kept).execute()
    for (const asked of ['丹', 'S-77']) expect((await find({ find: asked })).people).toMatchObject([{ name: '丹丹' }])
    expect(await one(id.person('dan'))).toMatchObject({ name: '丹丹', numbers: ['S-77'] })
    expect(idsIn(await find({ find: 'S-7' }))).toEqual([])
  })

  test('is for the office alone, and noted with counts and without names', async () => {
    await find({ class: three, find: 'ann' })
    const [noted] = await notesBefore(hub.db, 1e9, 1)
    expect(noted).toMatchObject({ act: 'people.listed', by: people.clerk, about: { people: 1, of: 1 } })
    expect(JSON.stringify(noted)).not.toContain('ann')
    const panel = await hub.device('panel')
    for (const path of ['people/ann', 'erasures']) expect((await ask(path, undefined, panel)).status).toBe(403)
    expect((await ask('people', {}, office, people.teacher)).status).toBe(403)
    expect((await ask('people/nobody')).status).toBe(404)
    expect((await ask('people', { role: 'king' })).status).toBe(400)
  })
})

describe('what is known of a person', () => {
  test('is told of all of their ids, whichever is asked for', async () => {
    await addedInTheRoom()
    await hub.recorder.record([pupilMatched({ class: three, added: kid, person: people.ann })])
    for (const asked of [kid, people.ann]) {
      const found = await one(asked)
      expect(found).toMatchObject({ person: 'ann', ids: ['ann', 'kid'], name: 'ann', erased: null, pin: false })
      expect(found.stored).toEqual(
        expect.arrayContaining([
          { kind: 'member.enrolled', count: 1 },
          { kind: 'pupil.added', count: 1 },
          { kind: 'attendance.marked', count: 1 },
          { kind: 'pupil.matched', count: 1 },
        ]),
      )
    }
    expect(idsIn(await find({ class: three, role: 'pupil' }))).toEqual(['ann', 'bo'])
  })

  test('counts what they recorded and what was refused, and says where their PIN is good', async () => {
    await hub.pin(people.teacher, '2468')
    const own = await hub.device('own')
    const mark = { lesson: id.lesson('three.20260908.1'), pupil: people.ann, status: 'late' } as const
    own.records(attendanceMarked(mark), people.teacher)
    await own.delivers()
    const far = await hub.device('far-panel')
    far.records(attendanceMarked(mark), people.teacher)
    expect((await far.delivers()).refused).toHaveLength(1)
    const found = await one(people.teacher)
    expect(found.stored).toContainEqual({ kind: 'attendance.marked', count: 2 })
    expect(found).toMatchObject({ pin: true })
    expect(found.unlocks.map(({ place, devices }) => [place, devices])).toEqual([
      ['own', 1],
      ['panel', 0],
      ['tablet', 0],
    ])
    expect((await one(people.ann)).unlocks).toEqual([])
  })
})

describe('an erasure', () => {
  test('tells which devices of the class have not heard of it yet, and until when old backups have the words', async () => {
    const [panel, tablet, far] = [await hub.device('panel'), await hub.device('tablet'), await hub.device('far-panel')]
    for (const device of [panel, tablet, far]) await hears(device)
    await erase(people.ann)
    const told = async () => (await erasures()).map(({ devices, waiting }) => [devices, waiting.map((w) => w.device)])
    expect(await told()).toEqual([[2, ['panel-1', 'tablet-1']]])
    await hears(tablet)
    expect(await told()).toEqual([[2, ['panel-1']]])
    await hears(panel)
    expect(await told()).toEqual([[2, []]])
    expect(await erasures()).toMatchObject([
      { ids: ['ann'], by: 'clerk', at: hub.now(), backupsUntil: hub.now() + 30 * 24 * 3_600_000 },
    ])
    expect(JSON.stringify(await erasures())).not.toContain('"name":"ann"')
  })

  test('of a child with two ids is one, and whole only when both are erased', async () => {
    await addedInTheRoom()
    await hub.recorder.record([pupilMatched({ class: three, added: kid, person: people.ann })])
    await erase(people.ann)
    expect((await one(people.ann)).erased).toBeNull()
    await erase(kid)
    expect((await one(kid)).erased).toMatchObject({ ids: ['ann', 'kid'] })
    expect(await erasures()).toHaveLength(1)
    expect(await one(people.ann)).toMatchObject({ name: '', consents: [], numbers: [] })
    expect(idsIn(await find({ class: three, role: 'pupil' }))).toEqual(['bo'])
  })

  test('is not heard by a device that was read anew from another history, nor awaited of one that was taken back', async () => {
    const [panel, tablet] = [await hub.device('panel'), await hub.device('tablet')]
    await erase(people.ann)
    for (const cursors of ['county=7.1', 'county=999.5']) {
      await openApp(hub).request(`/api/sync/facts?${cursors}`, { headers: { Authorization: await panel.bearer() } })
      expect((await erasures())[0]?.waiting).toHaveLength(2)
    }
    await hub.db.updateTable('device').set({ revoked: 1 }).where('device', '=', tablet.id).execute()
    expect((await erasures())[0]?.waiting).toHaveLength(1)
  })
})
