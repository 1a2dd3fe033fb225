import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { BlobHash, ClassId, CourseId, Day, LessonId, PackageId } from '../facts/ids.ts'
import { addDays, momentOf } from './day.ts'
import { dayHeld, lessonsFrom, lessonsOn, type PlannedLesson, type Slot, type Timetable } from './timetable.ts'

const on = (text: string) => v.parse(Day, text)
const music = v.parse(CourseId, 'music')
const planned = (name: string): PlannedLesson => ({
  title: name,
  package: v.parse(PackageId, name),
  manifest: v.parse(BlobHash, 'a'.repeat(64)),
  bytes: 1,
})

const bells = [
  { period: 1, start: '08:30', minutes: 40 },
  { period: 2, start: '09:20', minutes: 35 },
]
const slots: Slot[] = [
  { weekday: 3, period: 2, subject: '音乐', course: music, weeks: 'even' },
  { weekday: 1, period: 2, subject: '音乐', course: music },
  { weekday: 1, period: 1, subject: '语文' },
  { weekday: 3, period: 1, subject: '音乐', course: music },
  { weekday: 2, period: 9, subject: '没有这一节' },
]
const timetable: Timetable = {
  class: v.parse(ClassId, 'three'),
  calendar: { term: '秋季', starts: on('2026-08-31'), weeks: 4, off: [], instead: [] },
  bells,
  slots,
  plans: new Map([[music, ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map(planned)]]),
}
const titles = (of: Timetable) =>
  lessonsFrom(of, of.calendar.starts, 28).flatMap((lesson) => lesson.planned?.title ?? [])

describe('the lessons of a day', () => {
  test('come in the order of the bells, with their times', () => {
    expect(lessonsOn(timetable, on('2026-08-31'))).toMatchObject([
      { lesson: 'three.20260831.1', subject: '语文', start: momentOf(on('2026-08-31'), '08:30') },
      { lesson: 'three.20260831.2', subject: '音乐', course: 'music', end: momentOf(on('2026-08-31'), '09:55') },
    ])
  })

  test('of odd and even weeks alternate', () => {
    const lessons = (day: string) => lessonsOn(timetable, on(day)).map((lesson) => lesson.period)
    expect(lessons('2026-09-02')).toEqual([1])
    expect(lessons('2026-09-09')).toEqual([1, 2])
    expect(lessons('2026-09-16')).toEqual([1])
  })

  test('leave out a period that the school’s bells do not have', () => {
    expect(lessonsOn(timetable, on('2026-09-01'))).toEqual([])
  })

  test('are none on a day off, and another weekday’s on a day that follows it (调休)', () => {
    const calendar = {
      ...timetable.calendar,
      off: [on('2026-09-07')],
      instead: [{ day: on('2026-09-12'), weekday: 1 }],
    }
    expect(lessonsOn({ ...timetable, calendar }, on('2026-09-07'))).toEqual([])
    const moved = lessonsOn({ ...timetable, calendar }, on('2026-09-12'))
    expect(moved.map((lesson) => lesson.lesson)).toEqual(['three.20260912.1', 'three.20260912.2'])
  })
})

describe('a course’s plan', () => {
  test('is gone through in the order of its lessons, to its end', () => {
    expect(titles(timetable)).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'])
    expect(lessonsFrom(timetable, timetable.calendar.starts, 28).filter((lesson) => lesson.course)).toHaveLength(10)
  })

  test('goes on by one when a lesson falls out: nothing of it is skipped', () => {
    const calendar = { ...timetable.calendar, off: [on('2026-08-31')] }
    expect(titles({ ...timetable, calendar }).slice(0, 3)).toEqual(['one', 'two', 'three'])
    expect(lessonsOn({ ...timetable, calendar }, on('2026-09-02'))[0]?.planned?.title).toBe('one')
  })

  test('does not depend on the order of the slots, or on which days are asked for', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(slots, { minLength: slots.length }), fc.nat(27), (shuffled, n) => {
        const day = addDays(timetable.calendar.starts, n)
        const all = lessonsFrom({ ...timetable, slots: shuffled }, timetable.calendar.starts, 28)
        expect(lessonsOn(timetable, day)).toEqual(all.filter((lesson) => lesson.day === day))
      }),
    )
  })
})

describe('a new week in the middle of a term', () => {
  const early: Slot[] = [{ weekday: 1, period: 1, subject: '美术' }]
  const of: Timetable = { ...timetable, earlier: [{ until: on('2026-09-06'), slots: early }] }

  test('leaves the weeks before it as they were, and holds from its day on', () => {
    const subjects = (day: string) => lessonsOn(of, on(day)).map(({ subject }) => subject)
    expect(subjects('2026-08-31')).toEqual(['美术'])
    expect(subjects('2026-09-02')).toEqual([])
    expect(subjects('2026-09-07')).toEqual(['语文', '音乐'])
  })

  test('goes on with a course’s plan where the lessons so far have come to', () => {
    const before = { ...timetable, earlier: [{ until: on('2026-09-06'), slots: slots.slice(0, 2) }] }
    expect(lessonsOn(before, on('2026-09-07'))[1]?.planned?.title).toBe('two')
  })
})

describe('a lesson that is moved (调课)', () => {
  const was = { day: on('2026-08-31'), period: 2 }
  const moved: Timetable = {
    ...timetable,
    changes: [{ day: on('2026-09-03'), period: 1, subject: '音乐', course: music, was }],
  }

  test('is what it was on another day: its first place is empty, and it takes its id along', () => {
    expect(lessonsOn(moved, on('2026-08-31')).map(({ lesson }) => lesson)).toEqual(['three.20260831.1'])
    expect(lessonsOn(moved, on('2026-09-03'))).toMatchObject([
      { lesson: 'three.20260831.2', day: '2026-09-03', period: 1, start: momentOf(on('2026-09-03'), '08:30') },
    ])
    const [lesson] = lessonsOn(moved, on('2026-09-03'))
    expect(lesson && dayHeld(moved, lesson.lesson)).toBe('2026-09-03')
  })

  test('changes places with another one, each with its own id', () => {
    const swapped: Timetable = {
      ...timetable,
      changes: [
        { day: on('2026-08-31'), period: 1, subject: '音乐', course: music, was },
        { ...was, subject: '语文', was: { day: on('2026-08-31'), period: 1 } },
      ],
    }
    expect(lessonsOn(swapped, on('2026-08-31'))).toMatchObject([
      { lesson: 'three.20260831.2', period: 1, subject: '音乐' },
      { lesson: 'three.20260831.1', period: 2, subject: '语文' },
    ])
  })

  test('leaves room for another one, which is not taken for it', () => {
    const filled: Timetable = { ...moved, changes: [...(moved.changes ?? []), { ...was, subject: '体育' }] }
    const [, sport] = lessonsOn(filled, on('2026-08-31'))
    expect(sport).toMatchObject({ lesson: 'three.20260831.2-new', subject: '体育', period: 2 })
    expect(v.is(LessonId, sport?.lesson)).toBe(true)
  })
})

describe('a lesson’s id', () => {
  test('stays the same when other slots come or go and the plan changes', () => {
    fc.assert(
      fc.property(fc.subarray(slots), fc.nat(27), (some, n) => {
        const day = addDays(timetable.calendar.starts, n)
        const whole = new Set(lessonsOn(timetable, day).map((lesson) => lesson.lesson))
        for (const lesson of lessonsOn({ ...timetable, slots: some, plans: new Map() }, day)) {
          expect(whole.has(lesson.lesson)).toBe(true)
        }
      }),
    )
  })

  test('names no two lessons of a term', () => {
    const ids = lessonsFrom(timetable, timetable.calendar.starts, 28).map((lesson) => lesson.lesson)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
