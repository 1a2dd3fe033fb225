import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rung } from '../ladder/rungs.ts'
import { Spells } from './spells.ts'

test('a lesson is told as the rungs that it was on, one behind the other', () => {
  const spells = new Spells()
  spells.stand(3, 10_000)
  spells.stand(4, 70_000)
  spells.stand(1, 370_000)
  expect(spells.take(400_000)).toEqual({
    from: 10_000,
    spells: [
      { rung: 3, s: 60 },
      { rung: 4, s: 300 },
      { rung: 1, s: 30 },
    ],
  })
  expect(spells.take(460_000)).toEqual({ from: 400_000, spells: [{ rung: 1, s: 60 }] })
})

test('who was never there tells nothing, nor who has just told', () => {
  const spells = new Spells()
  expect(spells.take(90_000)).toBeUndefined()
  spells.stand(3, 90_000)
  expect(spells.take(90_500)).toBeUndefined()
})

test('a moment on another rung is none of its own', () => {
  const spells = new Spells()
  spells.stand(3, 0)
  spells.stand(0, 60_000)
  spells.stand(3, 62_000)
  expect(spells.take(120_000)?.spells).toEqual([{ rung: 3, s: 120 }])
})

test('no second is lost or told twice, however the line goes up and down and however often it is told', () => {
  const moves = fc.array(fc.tuple(fc.nat(5), fc.nat(20_000), fc.boolean()), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(moves, (all) => {
      const spells = new Spells()
      let [now, told] = [5_000, 0]
      const tell = () => {
        const taken = spells.take(now)
        expect(taken?.spells.length ?? 0).toBeLessThanOrEqual(60)
        for (const { s } of taken?.spells ?? []) told += s
      }
      for (const [rung, ms, asked] of all) {
        spells.stand(rung as Rung, now)
        now += ms
        if (asked || spells.isFull) tell()
      }
      tell()
      expect(told).toBe(Math.floor((now - 5_000) / 1_000))
    }),
    { numRuns: 50 },
  )
})
