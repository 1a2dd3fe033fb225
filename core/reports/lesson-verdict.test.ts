import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ClassId, Day, lessonId } from '../facts/ids.ts'
import type { Lesson } from '../school/timetable.ts'
import { attendanceFigures, judgeLesson, type LessonEvidence, lessonFigures } from './lesson-verdict.ts'

const minute = 60_000
const start = Date.parse('2026-09-08T08:30:00+08:00')
const end = start + 40 * minute
const three = v.parse(ClassId, 'three')
const day = v.parse(Day, '2026-09-08')
const lesson: Lesson = { lesson: lessonId(three, day, 1), class: three, day, period: 1, start, end, subject: '音乐' }

const taught = (minutes: number) => ({ opened: start, latest: start + minutes * minute })
const evidence = (minutes: number | undefined, marked = 12, there = 11): LessonEvidence => ({
  register: { marked, there },
  ...(minutes !== undefined && { taught: taught(minutes) }),
})
const witness = (heard: number | undefined, since = start) => ({ since, heard })
const verdict = (of: LessonEvidence, heard: number | undefined, now = end + 1) =>
  judgeLesson(lesson, of, witness(heard), now).verdict

describe('a planned lesson', () => {
  test('that is not over is still ahead, whatever is known of it', () => {
    expect(verdict(evidence(39), end, end - 1)).toBe('ahead')
  })

  test('was held if 32 of its 40 minutes were taught and there is a register, however little was heard since', () => {
    expect(verdict(evidence(32), undefined)).toBe('held')
    expect(verdict(evidence(31), end)).toBe('missed')
    expect(verdict(evidence(40, 0, 0), end)).toBe('missed')
  })

  test('of which nothing was heard is unknown until a device has been heard after its end', () => {
    expect(verdict(evidence(undefined, 0), undefined)).toBe('unknown')
    expect(verdict(evidence(undefined, 0), end - 1)).toBe('unknown')
    expect(verdict(evidence(undefined, 0), end)).toBe('missed')
    expect(verdict(evidence(10), end - 1)).toBe('unknown')
    expect(judgeLesson(lesson, evidence(undefined, 0), undefined, end).verdict).toBe('unknown')
  })

  test('that began before there was a device to record it is not held against the school, and may have been held', () => {
    const early = (of: LessonEvidence) => judgeLesson(lesson, of, witness(end + 1, start + 1), end + 1)
    expect(early(evidence(undefined, 0)).verdict).toBe('before')
    expect(early(evidence(39)).verdict).toBe('held')
    expect(lessonFigures([early(evidence(undefined, 0))])).toMatchObject({ planned: 1, missed: 0, unknown: 1 })
  })
})

describe('a lesson that was called off', () => {
  const off: LessonEvidence = { ...evidence(undefined, 0), cancelled: 'power' }

  test('is not held against the school, whoever has been heard, and counts with its reason', () => {
    expect(verdict(off, undefined)).toBe('cancelled')
    const judged = judgeLesson(lesson, off, witness(end), end)
    expect(lessonFigures([judged])).toMatchObject({ planned: 1, cancelled: 1, missed: 0, reasons: { power: 1 } })
  })

  test('was held if it was held all the same', () => {
    expect(verdict({ ...evidence(40), cancelled: 'line' }, end)).toBe('held')
  })
})

test('a lesson outside the timetable is counted apart, if it was held', () => {
  const extra = (of: LessonEvidence) => judgeLesson(lesson, of, witness(end), end, true)
  const figures = lessonFigures([extra(evidence(40)), extra(evidence(5))])
  expect(figures).toMatchObject({ planned: 0, held: 0, missed: 0, extra: 1 })
})

describe('figures', () => {
  const any = fc.record({
    minutes: fc.option(fc.nat(45), { nil: undefined }),
    marked: fc.nat(40),
    heard: fc.option(fc.integer({ min: start, max: end + 3 * minute }), { nil: undefined }),
  })
  const judged = (some: { minutes: number | undefined; marked: number; heard: number | undefined }[], now: number) =>
    some.map((one) => judgeLesson(lesson, evidence(one.minutes, one.marked, one.marked), witness(one.heard), now))
  const now = fc.integer({ min: start, max: end + 3 * minute })

  test('count each lesson once: planned ones are held, missed or unknown', () => {
    fc.assert(
      fc.property(fc.array(any), now, (some, at) => {
        const figures = lessonFigures(judged(some, at))
        expect(figures.planned).toBe(figures.held + figures.missed + figures.unknown)
        expect(figures.planned + figures.ahead).toBe(some.length)
      }),
    )
  })

  test('never change for the worse by hearing more: what was held stays so, and what is missed was unknown', () => {
    fc.assert(
      fc.property(any, now, now, (one, at, later) => {
        const [before] = judged([one], at)
        const [after] = judged([{ ...one, heard: Math.max(one.heard ?? 0, later) }], Math.max(at, later))
        if (before?.verdict === 'held') expect(after?.verdict).toBe('held')
        if (before?.verdict === 'missed') expect(after?.verdict).toBe('missed')
        if (before?.verdict === 'unknown') expect(after?.verdict).not.toBe('ahead')
      }),
    )
  })

  test('leave the register of a lesson out that is not over', () => {
    expect(attendanceFigures([judgeLesson(lesson, evidence(5), witness(end), end - 1)])).toEqual({
      marked: 0,
      there: 0,
    })
    expect(attendanceFigures([judgeLesson(lesson, evidence(40), witness(end), end)])).toEqual({ marked: 12, there: 11 })
  })
})
