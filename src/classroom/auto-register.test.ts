import { expect, test } from 'vitest'
import type { FactName, PersonId } from '../../core/facts/ids.ts'
import type { AttendanceStatus } from '../../core/facts/kinds/attendance-marked.ts'
import type { Attendance } from '../../core/rows/attendance.ts'
import { autoMarks, type Register } from './auto-register.ts'

const [ann, bo, cai] = ['ann', 'bo', 'cai'] as [PersonId, PersonId, PersonId] // three are given
const standing = ['panel:3' as FactName]
const mark = (status: AttendanceStatus, auto: boolean): Attendance => ({ status, by: '', auto, standing })

const empty: Register = {
  listed: [ann, bo, cai],
  marks: new Map(),
  answered: new Set(),
  before: new Map(),
  isThere: false,
}

test('before the class is there nobody is marked but who answers', () => {
  expect(autoMarks(empty)).toEqual([])
  expect(autoMarks({ ...empty, answered: new Set([bo]) })).toEqual([{ pupil: bo, status: 'present' }])
})

test('once the class is there, all who are on its list are, but who was missing before that day', () => {
  const before = new Map<string, AttendanceStatus>([
    [ann, 'absent'],
    [bo, 'leave'],
    [cai, 'late'],
  ])
  expect(autoMarks({ ...empty, isThere: true, before })).toEqual([
    { pupil: ann, status: 'absent' },
    { pupil: bo, status: 'leave' },
    { pupil: cai, status: 'present' },
  ])
})

test('what a person said is not touched, be it that somebody answers', () => {
  const marks = new Map([[ann, mark('absent', false)]])
  expect(autoMarks({ ...empty, isThere: true, marks, answered: new Set([ann]) }).map(({ pupil }) => pupil)).toEqual([
    bo,
    cai,
  ])
})

test('who was taken for missing and answers is there, in place of what was noted', () => {
  const marks = new Map([[ann, mark('absent', true)]])
  expect(autoMarks({ ...empty, marks, answered: new Set([ann]) })).toEqual([
    { pupil: ann, status: 'present', over: standing },
  ])
})

test('what was marked is not marked again', () => {
  const marks = new Map([ann, bo, cai].map((one) => [one, mark('present', true)]))
  expect(autoMarks({ ...empty, isThere: true, marks, answered: new Set([ann]) })).toEqual([])
})
