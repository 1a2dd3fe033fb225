import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AttendanceStatus, attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { type Attendance, attendance } from '../../core/rows/attendance.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { NotAllowed, type RowNow, record } from './record.ts'
import { selfOf } from './store.ts'
import { onWritten, type Written } from './written.ts'

const lesson = id.lesson('three.20260908.1')
const key = rowKey(attendance.name, lesson, people.ann)

let hub: TestHub
let panel: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  panel = await openPlace(hub, 'panel')
})
afterEach(() => hub.close())

/** As a touch does: it corrects whatever mark there is at that moment. */
const marking = (status: AttendanceStatus) => async (row: RowNow) => {
  const before = await row(attendance, lesson, people.ann)
  return [attendanceMarked({ lesson, pupil: people.ann, status, ...(before && { over: before.standing }) })]
}
const touch = (status: AttendanceStatus) => record(panel.store, { drafts: marking(status), by: people.aide })
const shown = async () => (await panel.store.db.rows.get(key))?.state as Attendance | undefined

test('of two touches at once the second one corrects the first', async () => {
  const [, [second]] = await Promise.all([touch('present'), touch('late')])
  expect(await shown()).toMatchObject({ status: 'late', standing: [second] })
})

test('a recording that comes to nothing uses up no number', async () => {
  expect(await record(panel.store, { drafts: async () => [], by: people.aide })).toEqual([])
  expect(await selfOf(panel.store)).toMatchObject({ seq: 0 })
})

test('where one of several may not be recorded, none is', async () => {
  const person = { class: three, person: people.bo, name: 'bo', picture: 'sun', role: 'pupil', number: 9 } as const
  const drafts = [
    attendanceMarked({ lesson, pupil: people.ann, status: 'present' }),
    memberEnrolled({ ...person, from: id.day('2026-09-01') }),
  ]
  await expect(record(panel.store, { drafts, by: people.aide })).rejects.toBeInstanceOf(NotAllowed)
  expect(await shown()).toBeUndefined()
  expect(await selfOf(panel.store)).toMatchObject({ seq: 0 })
})

test('whoever shows a row hears of it as soon as it is safe, and of nothing when the hub gives it back', async () => {
  const heard: Written[] = []
  onWritten(panel.store.db, (written) => heard.push(written))
  await touch('present')
  expect(heard.map(({ rows }) => rows.get(key))).toEqual([await shown()])
  await panel.delivers()
  await panel.receives()
  expect(heard.filter(({ rows }) => rows.has(key))).toHaveLength(1)
})
