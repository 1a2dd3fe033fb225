import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attendanceMarked } from '../../../core/facts/kinds/attendance-marked.ts'
import { memberEnrolled } from '../../../core/facts/kinds/member-enrolled.ts'
import { rowKey } from '../../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../../test/hubs/small-county.ts'
import { openPlace, type PlaceStore } from '../../../test/stores/place-store.ts'
import { recordAnew, refusedHere, settle } from './refused.ts'

const lesson = id.lesson('three.20260908.1')
const aide = {
  class: three,
  person: people.aide,
  name: '王老师',
  picture: 'sun',
  role: 'assistant' as const,
  number: 0,
}
const from = id.day('2026-08-31')

let hub: TestHub
let panel: PlaceStore

/** An assistant who left last week takes the register on a projector that has not heard of it. */
beforeEach(async () => {
  hub = await openSmallCounty()
  panel = await openPlace(hub, 'panel')
  await hub.recorder.record([memberEnrolled({ ...aide, from, until: id.day('2026-09-04') })])
  await panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'late' }), people.aide)
  await panel.delivers()
  await panel.receives()
})
afterEach(() => hub.close())

const marked = () => hub.row(rowKey('attendance', lesson, people.ann))

test('says what was recorded, of whom, by whom, when, and why it was not taken', async () => {
  const [refused, ...others] = await refusedHere(panel.store, '')
  expect(others).toEqual([])
  expect(refused).toMatchObject({
    kind: 'attendance.marked',
    why: 'not-a-member',
    at: hub.now(),
    by: '王老师',
    pupils: ['ann'],
    lesson,
    status: 'late',
  })
})

describe('a teacher who may', () => {
  test('records it anew in their own name, and the hub takes it', async () => {
    const [refused] = await refusedHere(panel.store, people.teacher)
    expect(refused?.anew).toEqual({ by: people.teacher, name: 'teacher' })
    if (refused) await recordAnew(panel.store, refused)
    await panel.delivers()
    expect(await marked()).toMatchObject({ status: 'late', by: people.teacher })
    expect(await refusedHere(panel.store, people.teacher)).toEqual([])
  })

  test('is not offered what somebody has recorded otherwise since: it would undo that', async () => {
    hub.clock.now += 60_000
    await panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'present' }), people.teacher)
    expect(await refusedHere(panel.store, people.teacher)).toMatchObject([{ anew: 'over' }])
  })
})

test('where the roster has come since, it is recorded anew in the name of whoever did it', async () => {
  await hub.recorder.record([memberEnrolled({ ...aide, from })])
  await panel.receives()
  expect(await refusedHere(panel.store, people.teacher)).toMatchObject([{ anew: { by: people.aide } }])
})

test('whoever may not record it is offered nothing', async () => {
  expect(await refusedHere(panel.store, people.ann)).toMatchObject([{ anew: undefined }])
})

test('a person says what became of it: it is kept, counted no more, and recorded nowhere', async () => {
  const [refused] = await refusedHere(panel.store, people.teacher)
  if (refused) await settle(panel.store, refused.name, 'mistaken')
  await panel.delivers()
  expect(await refusedHere(panel.store, people.teacher)).toEqual([])
  expect(await marked()).toBeUndefined()
  expect(await hub.row(rowKey('trouble', refused?.name ?? ''))).toMatchObject({ how: 'mistaken' })
})
