import { expect, test } from 'vitest'
import type { BlobHash, PackageId } from '../../core/facts/ids.ts'
import { id } from '../../test/hubs/small-county.ts'
import type { Readiness } from '../library/kept/index.ts'
import { plansOf, type UnlitLesson, withLights } from './lights.ts'

const [water, light] = ['a'.repeat(64) as BlobHash, 'b'.repeat(64) as BlobHash]
const planOf = (manifest: BlobHash) => ({ package: manifest.slice(0, 8) as PackageId, manifest, title: '', bytes: 9 })
const ready: Readiness = { state: 'ready', filesLeft: 0, bytesLeft: 0 }

function lesson(period: number, more: Partial<UnlitLesson> = {}): UnlitLesson {
  return {
    lesson: id.lesson(`three.20260908.${period}`),
    class: 'three',
    day: id.day('2026-09-08'),
    start: period,
    end: period + 1,
    subject: '科学',
    title: '',
    host: '',
    hostSchool: '',
    hostId: 'zhou',
    hostSchoolId: '',
    ownSchool: false,
    plan: planOf(water),
    opened: false,
    closed: false,
    present: 0,
    marked: 0,
    ...more,
  }
}

test('a lesson is as ready as its package, is its own school’s, or is not planned here', () => {
  const lessons = [
    lesson(1),
    lesson(2, { plan: planOf(light) }),
    lesson(3, { plan: undefined }),
    lesson(4, { ownSchool: true, plan: undefined }),
  ]
  const here = new Map([
    [water, ready],
    [light, { state: 'partly' as const, filesLeft: 3, bytesLeft: 7 }],
  ])
  const shown = withLights(lessons, here)
  expect(shown.lessons.map((one) => [one.light, one.filesLeft])).toEqual([
    ['ready', 0],
    ['partly', 3],
    ['unplanned', 0],
    ['own', 0],
  ])
  expect(shown.lessonsHere).toBe(1)
  // What is kept for the next start is what a home shows, no more.
  expect(shown.lessons[0]).not.toHaveProperty('plan')
})

test('what several classes are taught at once is one lesson, and one package', () => {
  const lessons = [lesson(1), lesson(1, { class: 'four' }), lesson(2)]
  expect(plansOf(lessons).map(({ manifest }) => manifest)).toEqual([water])
  expect(withLights(lessons, new Map([[water, ready]])).lessonsHere).toBe(2)
})
