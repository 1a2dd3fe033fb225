import { expect, test } from 'vitest'
import { clockOf } from './add-lesson.ts'

test('the minute of the county’s clock, whatever zone the device lives in', () => {
  expect(clockOf(Date.parse('2026-09-08T15:10:59+08:00'))).toBe('15:10')
  expect(clockOf(Date.parse('2026-09-08T00:00:00+08:00'))).toBe('00:00')
  expect(clockOf(Date.parse('2026-09-08T23:59:00+08:00'))).toBe('23:59')
})
