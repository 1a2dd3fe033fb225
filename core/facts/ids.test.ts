import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { addDays } from '../school/day.ts'
import { ClassId, Day, FactName, LessonId, lessonClass, lessonDay, lessonId, QuestionId, Title, Words } from './ids.ts'

describe('a lesson’s id', () => {
  test('tells its class and its day again', () => {
    const day = fc.nat(20_000).map((n) => addDays(v.parse(Day, '1990-01-01'), n))
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
        day,
        fc.integer({ min: 1, max: 12 }),
        (name, on, period) => {
          const classId = v.parse(ClassId, name)
          const lesson = lessonId(classId, on, period)
          expect(lessonClass(lesson)).toBe(classId)
          expect(lessonDay(lesson)).toBe(on)
        },
      ),
    )
  })

  test('is the same on two devices that never met', () => {
    const classId = v.parse(ClassId, 'three')
    expect(lessonId(classId, v.parse(Day, '2026-09-08'), 2)).toBe('three.20260908.2')
  })

  test.each([
    'three.20260230.1',
    'three.99999999.1',
    'three.20260908',
    'a.b.20260908.1',
    '.20260908.1',
    'three.20260908.',
  ])('%s is none', (text) => {
    expect(v.is(LessonId, text)).toBe(false)
  })
})

describe('a day', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-1', '2026-01-01T00:00'])(
    '%s is not in the calendar',
    (text) => {
      expect(v.is(Day, text)).toBe(false)
    },
  )

  test('of a leap year is', () => {
    expect(v.is(Day, '2028-02-29')).toBe(true)
  })
})

test('ids can stand in a URL, a row key and a QR code as they are', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      if (v.is(ClassId, text)) expect(encodeURIComponent(text)).toBe(text)
    }),
  )
  for (const text of ['', 'a/b', 'a.b', 'a:b', '三年级', 'a b', 'x'.repeat(65)]) expect(v.is(ClassId, text)).toBe(false)
})

test('a fact’s name has a device and a number from 1 on', () => {
  expect(v.is(FactName, 'tablet-1:41')).toBe(true)
  for (const text of ['tablet-1:0', 'tablet-1:041', 'tablet-1:', ':1', 'tablet-1'])
    expect(v.is(FactName, text)).toBe(false)
})

test('a title is one line that can be shown, and a person’s words may have several', () => {
  expect(v.is(Title, '青山教学点 三年级')).toBe(true)
  for (const text of ['', 'two\nlines', 'a\u0000b', '长'.repeat(41)]) expect(v.is(Title, text)).toBe(false)
  expect(v.is(Words, '写得好。\n下次写大一点。')).toBe(true)
  for (const text of ['a\u0007b', '\tword', '长'.repeat(501)]) expect(v.is(Words, text)).toBe(false)
})

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('no question is called %s', (text) => {
  expect(v.is(QuestionId, text)).toBe(false)
})
