import { describe, expect, test } from 'vitest'
import { diskOf } from './disk.ts'

const hour = 3_600_000
/** Names by when they were taken and last heard, hours. */
const names = (...times: [number, number][]) =>
  times.map(([enrolled, heard]) => ({ enrolled: enrolled * hour, heard: heard * hour }))

describe('a disk', () => {
  test.each([
    ['one name', names([0, 900])],
    ['a new name once, as after a backup was put back', names([0, 24], [24, 30])],
    ['two new names, and a state that has been kept since', names([0, 24], [24, 30], [48, 48 + 80])],
  ])('keeps what is on it: %s', (_, borne) => {
    expect(diskOf(borne)).toBe('kept')
  })

  test('is put back at each boot: a new name each morning, and the one before is never heard again', () => {
    expect(diskOf(names([0, 72], [24, 32], [48, 56]))).toBe('reset')
    expect(diskOf(names([0, 96], [24, 32], [48, 56], [72, 73]))).toBe('reset')
  })

  test('has copies: names that are all still heard', () => {
    expect(diskOf(names([0, 200], [24, 190], [25, 201]))).toBe('copied')
  })
})
