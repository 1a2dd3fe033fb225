import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonId } from '../../core/facts/ids.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { Newcomers } from '../../core/reports/newcomers.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub, three } from '../../test/hubs/small-county.ts'
import { notesBefore } from '../audit/log.ts'
import { openApp } from '../http/app.ts'
import { spreadAll } from './spread.ts'

const kid = id.person('kid')
const [first, second] = [id.lesson('three.20260908.1'), id.lesson('three.20260908.2')]

let hub: TestHub
let office: TestDevice
let panel: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  office = await hub.device('office')
  panel = await hub.device('panel')
  const child = { class: three, person: kid, name: 'anne', picture: 'rain', number: 13, from: id.day('2026-09-08') }
  panel.records(pupilAdded(child), people.aide)
  panel.records(attendanceMarked({ lesson: first, pupil: kid, status: 'late' }), people.aide)
  await panel.delivers()
})
afterEach(() => hub.close())

async function ask(device: TestDevice, body?: unknown, by: PersonId = people.clerk) {
  return openApp(hub).request('/api/office/newcomers', {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: await device.bearer(), 'Tongke-By': by, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}
const say = async (is?: PersonId) =>
  v.parse(Newcomers, await (await ask(office, { class: three, person: kid, ...(is && { is }) })).json())
const markOf = (pupil: PersonId, lesson = first) => hub.row(rowKey('attendance', lesson, pupil))

test('the office sees who was added in a room, and first of the class who has a similar name', async () => {
  const { newcomers } = v.parse(Newcomers, await (await ask(office)).json())
  expect(newcomers).toMatchObject([{ person: kid, className: 'three', schoolName: '青山教学点', is: null }])
  expect(newcomers[0]?.pupils.map(({ person, alike }) => [person, alike])).toEqual([
    [people.ann, true],
    [people.bo, false],
  ])
})

test('what was recorded of a matched child is the other’s at once, and can be given back', async () => {
  expect((await say(people.ann)).newcomers).toMatchObject([{ person: kid, is: people.ann }])
  expect(await markOf(people.ann)).toMatchObject({ status: 'late' })
  expect(await markOf(kid)).toBeUndefined()
  expect((await say()).newcomers).toMatchObject([{ person: kid, is: null }])
  expect(await markOf(kid)).toMatchObject({ status: 'late' })
  expect(await markOf(people.ann)).toBeUndefined()
})

test('what arrives later under the added child is the other’s too', async () => {
  await say(people.ann)
  const late = panel.records(attendanceMarked({ lesson: second, pupil: kid, status: 'present' }), people.aide)
  await panel.delivers([late])
  await spreadAll(hub)
  expect(await markOf(people.ann, second)).toMatchObject({ status: 'present' })
  expect(await markOf(kid, second)).toBeUndefined()
  const left = await hub.db.selectFrom('hub').select('name').where('name', 'like', 'spread:%').execute()
  expect(left).toEqual([])
})

test('a child who is really new stays, with all that was recorded', async () => {
  expect((await say(kid)).newcomers).toMatchObject([{ person: kid, is: kid }])
  expect(await markOf(kid)).toMatchObject({ status: 'late' })
})

test('nobody is matched with a child of another class, or with somebody who is not on the list', async () => {
  for (const is of [people.cy, people.teacher, people.stranger]) {
    const refused = await ask(office, { class: three, person: kid, is })
    expect([refused.status, await refused.json()]).toEqual([409, { why: 'not-of-the-class' }])
  }
  expect((await ask(office, { class: three, person: people.bo, is: people.ann })).status).toBe(404)
})

test('only the office says who somebody is, and the log has it without a name', async () => {
  expect((await ask(panel, { class: three, person: kid, is: people.ann })).status).toBe(403)
  expect((await ask(office, { class: three, person: kid, is: people.ann }, people.teacher)).status).toBe(403)
  await say(people.ann)
  const [noted] = await notesBefore(hub.db, 1e9, 1)
  expect(noted).toMatchObject({ act: 'newcomer.matched', by: people.clerk, about: { person: kid, is: people.ann } })
})
