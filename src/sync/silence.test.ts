import { expect, test } from 'vitest'
import { Silence } from './silence.ts'

test('a line that was dropped and is slow to open is given more time, again and again, up to a limit', () => {
  const silence = new Silence()
  const given = Array.from({ length: 4 }, () => {
    silence.dropped()
    silence.opened(3_000)
    return silence.may
  })
  expect(given).toEqual([5_000, 10_000, 12_000, 12_000])
})

test('a line that was dead is found dead as soon the next time', () => {
  const silence = new Silence()
  silence.dropped()
  silence.opened(400)
  expect(silence.may).toBe(2_500)
})

test('a line that is good again is no longer thought thin', () => {
  const silence = new Silence()
  silence.dropped()
  silence.opened(3_000)
  silence.dropped()
  silence.opened(300)
  expect(silence.may).toBe(2_500)
})

test('a line that carries the board alone may be silent for longer, as long as it does', () => {
  const silence = new Silence()
  silence.isThin = true
  expect(silence.may).toBe(10_000)
  silence.isThin = false
  expect(silence.may).toBe(2_500)
})

test('a line that is far away and never dropped is watched as any other', () => {
  const silence = new Silence()
  silence.opened(2_000)
  expect(silence.may).toBe(2_500)
})
