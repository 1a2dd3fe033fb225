import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KeyFrames } from './key-frames.ts'
import { Reception } from './reception.ts'
import { decideRedundancy, type LineReport, once } from './redundancy.ts'

describe('key frames', () => {
  test('are asked for once by ten who come together', () => {
    const frames = new KeyFrames()
    const asked = Array.from({ length: 10 }, (_, i) => frames.need('start', 1_000 + i * 5))
    expect(asked.filter(Boolean)).toHaveLength(1)
    frames.came()
    expect(frames.due(2_000)).toBe(false)
  })

  test('are asked for again while none comes', () => {
    const frames = new KeyFrames()
    frames.need('start', 0)
    const asked = Array.from({ length: 60 }, (_, i) => frames.due(i * 40)).filter(Boolean)
    expect(asked).toHaveLength(4)
  })

  test('who comes right after one waits a little, and who lost something a second', () => {
    const frames = new KeyFrames()
    frames.need('start', 0)
    frames.came()
    expect(frames.need('start', 100)).toBe(false)
    expect(frames.due(240)).toBe(false)
    expect(frames.due(260)).toBe(true)
    frames.came()
    expect(frames.need('loss', 600)).toBe(false)
    expect(frames.due(1_200)).toBe(false)
    expect(frames.due(1_270)).toBe(true)
  })

  test('are never asked for more than four times a second, whoever needs them', () => {
    const need = fc.tuple(fc.constantFrom('start' as const, 'loss' as const, 'came' as const), fc.nat(30))
    fc.assert(
      fc.property(fc.array(need, { maxLength: 300 }), (needs) => {
        const frames = new KeyFrames()
        let now = 0
        let asked = 0
        for (const [what, later] of needs) {
          now += later
          if (what === 'came') frames.came()
          else if (frames.need(what, now)) asked++
        }
        expect(asked).toBeLessThanOrEqual(1 + now / 250)
      }),
    )
  })
})

describe('reception', () => {
  const take = (reception: Reception, sequences: readonly number[]) =>
    sequences.map((sequence, i) => reception.take(sequence & 0xffff, i * 960, i * 20))

  test('a stream that comes whole misses nothing, across the turn', () => {
    const reception = new Reception(48_000)
    take(reception, [65_533, 65_534, 65_535, 0, 1, 2])
    expect(reception.toAsk(1_000)).toEqual([])
    expect(reception.report()).toEqual({ lostShare: 0, lost: 0, highest: 65_538, jitter: 0 })
  })

  test('what is missed is asked for a few times, and then given up', () => {
    const reception = new Reception(48_000)
    take(reception, [10, 13])
    expect(reception.toAsk(20)).toEqual([11, 12])
    expect(reception.toAsk(60)).toEqual([])
    expect(reception.take(11, 0, 70)).toBe(true)
    const asked = Array.from({ length: 50 }, (_, i) => reception.toAsk(80 + i * 40)).filter((one) => one.length > 0)
    expect(asked).toEqual([[12], [12], [12]])
    expect(reception.report()).toMatchObject({ lost: 1, lostShare: 0.25 })
  })

  test('what comes twice is told', () => {
    expect(take(new Reception(48_000), [1, 2, 2, 1, 3])).toEqual([true, true, false, false, true])
  })

  test('an outage is not asked for', () => {
    const reception = new Reception(48_000)
    take(reception, [1, 500])
    expect(reception.toAsk(1_000)).toEqual([])
  })
})

describe('sound is sent twice', () => {
  const decided = (reports: readonly Omit<LineReport, 'at'>[], every = 1_000) =>
    reports.reduce((before, report, i) => decideRedundancy(before, { ...report, at: i * every }), once)
  const reports = (lostShare: number, count: number, of: LineReport['of'] = 'picture') =>
    Array.from({ length: count }, () => ({ lostShare, of }))

  test('not on a line that loses hardly anything', () => {
    expect(decided(reports(0.015, 200)).twice).toBe(false)
  })

  test('within a few reports on one that loses 5 %, at once on one that loses a tenth', () => {
    expect(decided(reports(0.05, 4)).twice).toBe(true)
    expect(decided(reports(0.1, 1)).twice).toBe(true)
  })

  test('as long as the line loses, although the listener then misses little', () => {
    // 10 % of the packets are lost, so of two copies some 1 % are missing.
    const heard = [...reports(0.1, 2, 'sound'), ...reports(0.01, 100, 'sound')]
    expect(decided(heard).twice).toBe(true)
  })

  test('no more once it was quiet for 20 s, and for longer where that was wrong', () => {
    const quiet = [...reports(0.1, 2), ...reports(0, 19)]
    expect(decided(quiet).twice).toBe(true)
    expect(decided([...quiet, ...reports(0, 3)]).twice).toBe(false)
    const again = [...quiet, ...reports(0, 3), ...reports(0.1, 2)]
    expect(decided([...again, ...reports(0, 30)]).twice).toBe(true)
    expect(decided([...again, ...reports(0, 45)]).twice).toBe(false)
  })

  test('whatever is reported, loss stays between nothing and all', () => {
    const report = fc.record({
      lostShare: fc.double({ min: 0, max: 1, noNaN: true }),
      of: fc.constantFrom('sound' as const, 'picture' as const),
    })
    fc.assert(
      fc.property(fc.array(report, { maxLength: 60 }), (some) => {
        const { loss } = decided(some)
        expect(loss).toBeGreaterThanOrEqual(0)
        expect(loss).toBeLessThanOrEqual(1)
      }),
    )
  })
})
