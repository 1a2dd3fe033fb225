import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '../../../core/facts/ids.ts'
import { budgetOf } from './budget.ts'
import { writtenByDay } from './written.ts'

test('a class of grade 3 may have sixty minutes a day, all subjects together', () => {
  expect(budgetOf([3], [20, 25], 15, true)).toEqual({ allowed: 60, set: 45, adds: 15, over: 0, noWritten: false })
  expect(budgetOf([3], [20, 25], 20, true).over).toBe(5)
})

test('grades 1 and 2 have no written homework; practice at school is not counted', () => {
  expect(budgetOf([2], [], 1, true)).toMatchObject({ over: 1, noWritten: true })
  expect(budgetOf([2], [], 30, false)).toMatchObject({ over: 0, adds: 0 })
})

test('a room with several grades keeps to its youngest', () => {
  expect(budgetOf([3, 2], [], 10, true).over).toBe(10)
  expect(budgetOf([6, 7], [], 70, true).over).toBe(10)
})

test('what fits is never refused and what does not is never set', () => {
  const minutes = fc.integer({ min: 1, max: 90 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(minutes, { maxLength: 6 }), minutes, (grade, set, more) => {
      const { allowed, over } = budgetOf([grade], set, more, true)
      const total = set.reduce((sum, one) => sum + one, more)
      expect(over > 0).toBe(total > allowed)
    }),
  )
})

test('withdrawn homework and practice at school do not use up the day', () => {
  const monday = '2026-11-23' as Day
  const piece = { day: monday, minutes: 20, written: true, withdrawn: false }
  const set = writtenByDay([piece, { ...piece, withdrawn: true }, { ...piece, written: false }, piece])
  expect([...set]).toEqual([[monday, [20, 20]]])
})
