import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { handsCounted } from '../../core/facts/kinds/hands-counted.ts'
import { typedCount, withCount } from './counting.ts'

test('hands typed as a number replace what stood there, then grow by digits', () => {
  const first = typedCount(7, '1', true) ?? -1
  expect(first).toBe(1)
  expect(typedCount(first, '2', false)).toBe(12)
})

test('a third digit begins anew instead of making more hands than a class has', () => {
  expect(typedCount(12, '3', false)).toBe(3)
})

test('one hand more, one less, never below none', () => {
  expect(typedCount(7, '+', false)).toBe(8)
  expect(typedCount(7, '-', false)).toBe(6)
  expect(typedCount(0, '-', false)).toBe(0)
  expect(typedCount(12, 'Backspace', false)).toBe(1)
})

test('keys that turn pages or leave are none of the counter’s', () => {
  for (const key of ['PageDown', 'ArrowRight', 'Escape', 'Enter', 'F11', '']) {
    expect(typedCount(5, key, false)).toBeUndefined()
  }
})

test('whatever is counted can be recorded', () => {
  const touches = fc.array(fc.record({ option: fc.nat(3), change: fc.integer({ min: -3, max: 120 }) }), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(touches, (all) => {
      const counts = all.reduce(
        (now, { option, change }) => withCount(now, 4, option, (now[option] ?? 0) + change),
        [0],
      )
      const whole = withCount(counts, 4, 0, counts[0] ?? 0)
      expect(v.is(handsCounted.body, { lesson: 'three.20261124.3', question: 'q1', counts: whole })).toBe(true)
    }),
  )
})
