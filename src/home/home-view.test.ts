import { describe, expect, test } from 'vitest'
import { id } from '../../test/hubs/small-county.ts'
import { type LessonCard, lessonNow } from './home-view.ts'

const minute = 60_000
const start = Date.parse('2026-09-08T08:30:00+08:00')

function card(period: number, more: Partial<LessonCard> = {}): LessonCard {
  const starts = start + (period - 1) * 50 * minute
  return {
    lesson: id.lesson(`three.20260908.${period}`),
    class: 'three',
    day: id.day('2026-09-08'),
    start: starts,
    end: starts + 40 * minute,
    subject: '科学',
    title: '',
    host: '',
    hostSchool: '',
    hostId: '',
    hostSchoolId: '',
    light: 'ready',
    filesLeft: 0,
    opened: false,
    closed: false,
    present: 0,
    marked: 0,
    ...more,
  }
}
const now = (lessons: LessonCard[], at: number) => lessonNow(lessons, at)?.lesson

describe('the big button', () => {
  test('is for the lesson that goes on or comes next, then for the last one that was not taught', () => {
    const lessons = [card(1), card(2, { closed: true, opened: true }), card(3)]
    expect(now(lessons, start - 5 * minute)).toBe('three.20260908.1')
    expect(now(lessons, start + 41 * minute)).toBe('three.20260908.3')
    expect(now(lessons, start + 300 * minute)).toBe('three.20260908.3')
  })

  test('leads back into the lesson that was interrupted, though it is out of its time', () => {
    const began = { opened: true, latest: start + 5 * minute }
    const lessons = [card(1, { opened: true, latest: start + 2 * minute }), card(2), card(3, began)]
    expect(now(lessons, start + 6 * minute)).toBe('three.20260908.3')
  })

  test('is not for one that was forgotten', () => {
    const lessons = [card(1), card(2), card(3, { opened: true, latest: start })]
    expect(now(lessons, start + 11 * minute)).toBe('three.20260908.1')
    expect(now([card(1, { opened: true, latest: start + 45 * minute }), card(2)], start + 46 * minute)).toBe(
      'three.20260908.2',
    )
  })

  test('leads a host back into what they left in the middle, until it is forgotten', () => {
    const live = { opened: true, liveSince: start + 2 * minute }
    const lessons = [card(1, live), card(2), card(3)]
    expect(now(lessons, start + 30 * minute)).toBe('three.20260908.1')
    expect(now(lessons, start + 45 * minute)).toBe('three.20260908.1')
    expect(now(lessons, start + 53 * minute)).toBe('three.20260908.2')
    const late = card(1, { opened: true, liveSince: start + 120 * minute })
    expect(now([late, card(2), card(3)], start + 145 * minute)).toBe('three.20260908.1')
  })
})
