import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstRate, type LiveRate, losesSound, rateNow } from './live-rate.ts'
import { modeOf, soundRates } from './mode.ts'

/** The rates of a lesson, second by second. @param lost whether a classroom is without sound then */
function lesson(seconds: number, lost: (second: number, rate: number) => boolean): number[] {
  let rate: LiveRate = firstRate('music', 0)
  return Array.from({ length: seconds }, (_, n) => {
    rate = rateNow(rate, 'music', lost(n, rate.rate), n * 1_000)
    return rate.rate
  })
}

test('music goes out as music, and as a voice as soon as a classroom loses its sound', () => {
  expect(lesson(600, () => false).every((rate) => rate === soundRates.music)).toBe(true)
  const told = lesson(60, (second) => second >= 20 && second < 24)
  expect(told[19]).toBe(soundRates.music)
  expect(told[20]).toBe(soundRates.voice)
})

test('a line that was thin for a moment does not leave a lesson without music', () => {
  expect(lesson(120, (second) => second >= 60 && second < 64)[100]).toBe(soundRates.music)
})

test('a classroom whose line never carries music is bothered with it more and more seldom', () => {
  const told = lesson(2_400, (_, rate) => rate === soundRates.music)
  const tries = told.filter((rate, n) => rate === soundRates.music && told[n - 1] !== rate)
  expect(tries.length).toBeLessThan(9)
  expect(told.filter((rate) => rate === soundRates.voice).length).toBeGreaterThan(2_380)
})

test('a voice stays what it is, whatever classrooms tell', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (lost) => {
      let rate = firstRate('voice', 0)
      for (const [n, isLost] of lost.entries()) rate = rateNow(rate, 'voice', isLost, n * 1_000)
      expect(rate.rate).toBe(soundRates.voice)
    }),
  )
})

test('sound is lost where the ladder has left it, not where somebody wants the board alone', () => {
  expect([{ rung: 1 }, { rung: 1, held: true }, { rung: 3 }, { rung: 0 }, undefined].map(losesSound)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

test('a lesson of music begins as one', () => {
  expect(['音乐', '艺术·音乐', '语文', '美术'].map(modeOf)).toEqual(['music', 'music', 'voice', 'voice'])
})
