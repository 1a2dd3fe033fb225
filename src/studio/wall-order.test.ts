import { expect, test } from 'vitest'
import type { DeviceId, LessonId } from '../../core/facts/ids.ts'
import type { Member } from '../../core/live/room-messages.ts'
import type { RoomClass, RoomView } from '../live/index.ts'
import { inTurn, withCamera } from './wall-order.ts'

const lessonOf = (name: string) => `${name}.20261124.1` as LessonId
const of = (name: string, more: Partial<RoomClass> = {}): RoomClass => {
  return { lesson: lessonOf(name), name, handSince: undefined, floors: 0, ...more }
}
const classes = [of('a', { floors: 2 }), of('b', { handSince: 50 }), of('c'), of('d', { handSince: 20 }), of('e')]
const names = (all: readonly { lesson: LessonId }[]) => all.map(({ lesson }) => lesson[0]).join('')

const turns = inTurn({ classes } as RoomView, ['a', 'b', 'c', 'd'].map(lessonOf), lessonOf('a')) // what is asked of it

/** A projector of each class and, of the first, a tablet; whose cameras are on. */
function room(on: string): Member[] {
  return classes.flatMap(({ lesson, name }, n): Member[] => {
    const panel = {
      n,
      device: name as DeviceId,
      title: name,
      kind: 'projector' as const,
      lessons: [lesson],
      host: false,
    }
    const tablet = { ...panel, n: n + 10, device: `${name}-tablet` as DeviceId, kind: 'tablet' as const }
    return [...(n === 0 ? [tablet] : []), { ...panel, standing: { rung: 3, still: on.includes(name) } }]
  })
}

test('hands come first, the longest first; then who was forgotten, and who has spoken least; who is away is last', () => {
  expect(names(turns)).toBe('dbace')
})

test('classes whose camera is on are seen as they stand on the wall, but first whom the host asked for last', () => {
  const seen = (asked: string, on: string) =>
    withCamera(turns, [...asked].map(lessonOf), room(on)).map(({ device }) => device)
  expect(seen('', 'abc')).toEqual(['b', 'a', 'c'])
  expect(seen('ca', 'abcd')).toEqual(['c', 'a', 'd', 'b'])
  expect(seen('ex', 'ab')).toEqual(['b', 'a'])
  expect(withCamera(turns, [], undefined)).toEqual([])
})
