import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dailyMinutes, minutesOfDay } from './homework-minutes.ts'

describe('written homework of a day', () => {
  test.each([
    [[1], 0],
    [[2], 0],
    [[3], 60],
    [[6], 60],
    [[7], 90],
    [[9], 90],
    [[2, 5], 0],
    [[6, 7], 60],
  ])('of grades %j may take %i minutes', (grades, minutes) => {
    expect(dailyMinutes(grades)).toBe(minutes)
  })

  test('of all subjects together leaves what is not set yet, and never less than nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(90)), (grade, set) => {
        const day = minutesOfDay([grade], set)
        expect(day.left).toBeGreaterThanOrEqual(0)
        expect(day.left).toBe(Math.max(0, day.allowed - day.set))
      }),
    )
    expect(minutesOfDay([3], [20, 25])).toEqual({ allowed: 60, set: 45, left: 15 })
    expect(minutesOfDay([1], [])).toEqual({ allowed: 0, set: 0, left: 0 })
  })
})
