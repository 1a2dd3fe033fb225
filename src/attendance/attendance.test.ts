import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { LessonId, PersonId } from '../../core/facts/ids.ts'
import type { AttendanceStatus } from '../../core/facts/kinds/attendance-marked.ts'
import type { Attendance } from '../../core/rows/attendance.ts'
import { periodNow, periodsOf } from './lessons.ts'
import { correction, countsOf, touched } from './register.ts'

const marked = (status: AttendanceStatus): { mark: Attendance } => ({
  mark: { status, by: '', auto: false, standing: [] },
})

describe('the counts of a register', () => {
  test('who came late is there, who is on leave is not, and who is not marked is neither', () => {
    const pupils = [marked('present'), marked('late'), marked('leave'), marked('absent'), { mark: undefined }]
    expect(countsOf(pupils)).toEqual({ expected: 5, there: 2, late: 1, leave: 1, absent: 1, unmarked: 1 })
  })

  test('of a class without pupils are all nought', () => {
    expect(Object.values(countsOf([])).every((count) => count === 0)).toBe(true)
  })
})

describe('a touch', () => {
  test('on a pupil not marked yet says 到', () => {
    expect(touched(undefined)).toBe('present')
  })

  test('is undone by another', () => {
    expect(touched(touched('present'))).toBe('present')
    expect(touched(touched('absent'))).toBe('absent')
  })

  test('on one who was late or on leave says that they are there', () => {
    expect(touched('late')).toBe('present')
    expect(touched('leave')).toBe('present')
  })
})

describe('a mark that says otherwise than one before', () => {
  const [aide, host] = ['aide', 'host'].map((one) => v.parse(PersonId, one)) as [PersonId, PersonId] // two are given
  const changed = { from: 'present', fromBy: aide, fromAt: 0 } as const
  const mark = (by: PersonId, at: number): Attendance => ({
    ...{ status: 'absent', by, auto: false, standing: [] },
    changed: { ...changed, at },
  })

  test('is a correction when it comes long after, or from somebody else', () => {
    expect(correction(mark(aide, 3_600_000))?.from).toBe('present')
    expect(correction(mark(host, 10_000))?.from).toBe('present')
  })

  test('is none while the register is being taken', () => {
    expect(correction(mark(aide, 10_000))).toBeUndefined()
    expect(correction(marked('late').mark)).toBeUndefined()
  })
})

describe('the lessons to choose from', () => {
  const lesson = (classId: string, period: number, subject: string) => ({
    lesson: v.parse(LessonId, `${classId}.20261124.${period}`),
    start: period * 100,
    end: period * 100 + 40,
    subject,
  })
  const room = periodsOf([lesson('three', 1, '音乐'), lesson('four', 1, '数学'), lesson('three', 2, '英语')])

  test('two classes of one room stand together where they begin together', () => {
    expect(room.map((period) => period.subjects)).toEqual([['音乐', '数学'], ['英语']])
    expect(room[0]?.lessons).toEqual(['three.20261124.1', 'four.20261124.1'])
  })

  test('without a choice it is the one going on, else the next, and in the evening the last', () => {
    expect(periodNow(room, 120)).toBe(room[0])
    expect(periodNow(room, 150)).toBe(room[1])
    expect(periodNow(room, 900)).toBe(room[1])
    expect(periodNow([], 900)).toBeUndefined()
  })
})
