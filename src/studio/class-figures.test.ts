import { describe, expect, test } from 'vitest'
import type { LessonId } from '../../core/facts/ids.ts'
import { absenceOf, type ClassFigures, forgottenOf } from './class-figures.ts'

const [three, four, five] = ['three', 'four', 'five'].map((one) => `${one}.20261124.1`) as [
  LessonId,
  LessonId,
  LessonId,
] // three are given
const all = [three, four, five]
const of = (lesson: LessonId, floors: number, answered: number): ClassFigures => ({
  ...{ lesson, pupils: 12, present: 12, asked: 5 },
  ...{ floors, answered },
})

describe('the class that was forgotten', () => {
  test('is the one that has neither spoken nor answered, once another has', () => {
    expect(forgottenOf([of(three, 1, 0), of(four, 0, 0), of(five, 0, 1)], all)).toBe(four)
  })

  test('is none in the beginning, and none where all take part alike', () => {
    expect(forgottenOf([of(three, 0, 0), of(four, 0, 0)], all)).toBeUndefined()
    expect(forgottenOf([of(three, 2, 3), of(four, 1, 3)], all)).toBeUndefined()
  })

  test('is one that has fallen far behind', () => {
    expect(forgottenOf([of(three, 2, 3), of(four, 0, 1)], all)).toBe(four)
  })

  test('is none that is not in the room, and none where there is one class', () => {
    expect(forgottenOf([of(three, 1, 2), of(four, 0, 0)], [three])).toBeUndefined()
    expect(forgottenOf([of(three, 0, 0)], all)).toBeUndefined()
  })
})

describe('a class that is not in the room', () => {
  test('has never come, or is gone: what it did tells that to a page that was loaded anew, too', () => {
    expect(absenceOf(undefined, false)).toBe('away')
    expect(absenceOf(of(three, 0, 0), false)).toBe('away')
    expect(absenceOf(of(three, 0, 0), true)).toBe('gone')
    expect(absenceOf(of(three, 0, 1), false)).toBe('gone')
  })
})
