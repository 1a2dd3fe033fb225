import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowKey } from '../rows/row-key.ts'
import { partOf, partsOf } from './evidence.ts'

const lesson = fc
  .tuple(fc.constantFrom('three', 'four'), fc.constantFrom('20260906', '20260907', '20260913'), fc.nat(1))
  .map((parts) => parts.join('.'))
const homework = fc.constantFrom('a1', 'a2')
const pupil = fc.constantFrom('ann', 'bo')
const row = fc.oneof(
  fc.tuple(fc.constantFrom('lesson', 'cancelled', 'added'), lesson),
  fc.tuple(fc.constant('attendance'), lesson, pupil),
  fc.tuple(fc.constant('assignment'), fc.constantFrom('three', 'four'), homework),
  fc.tuple(fc.constant('work'), fc.constantFrom('three', 'four'), homework, pupil),
  fc.tuple(fc.constant('member'), fc.constantFrom('three', 'four'), pupil),
)

test('rows are told of with their week or their homework, however they stand beside others', () => {
  expect(partOf(rowKey('attendance', 'three.20260908.1', 'ann'))).toBe('week/three/2026-09-07')
  expect(partOf(rowKey('work', 'three', 'a1', 'ann'))).toBe('work/three/a1')
  expect(partOf(rowKey('member', 'three', 'ann'))).toBeUndefined()
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (parts) => {
      const rows = parts.map(([table, ...rest]) => rowKey(table, ...rest))
      expect(partsOf(rows)).toEqual(rows.map(partOf))
    }),
  )
})
