import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { climb, foundOut, join, mostUps, type Standing } from './ladder.ts'
import { cutFor, live, type Told, traces } from './line.fixture.ts'
import { ladderOf, type Rung, type Wish } from './rungs.ts'
import type { LineSample } from './sample.ts'

const interactive: Wish = { shape: 'interactive', webrtc: true, hls: true }
const broadcast: Wish = { ...interactive, shape: 'broadcast' }
const held = (rung: Rung): Wish => ({ ...interactive, held: rung })

const rungsOf = (told: readonly Told[]) => told.map(({ rung }) => rung)
/** The rungs one after the other, each as often as it was come to. */
const way = (told: readonly Told[]) => rungsOf(told).filter((rung, n, all) => rung !== all[n - 1])
const at = (told: readonly Told[], second: number) => told[second - 1] ?? expect.fail('too late')

describe('who joins', () => {
  test('has sound over the WebSocket from the first, and knows within 4 s which way to use', () => {
    expect(join(0, interactive)).toMatchObject({ rung: 3, because: 'joining', trying: 4 })
    for (const trace of [traces.good, traces.udpBlocked, traces.thin]) {
      const told = live(trace, 10, interactive)
      expect(at(told, foundOut / 1000)).not.toMatchObject({ because: 'joining' })
    }
  })

  test('on a good line has the sharp picture within 4 s', () => {
    expect(at(live(traces.good, 10, interactive), 4).rung).toBe(5)
    // A browser that does not know what would fit takes the small one first.
    expect(way(live(traces.good, 40, interactive, false))).toEqual([3, 4, 5])
  })

  test('with UDP blocked stays with the sound in 互动, and has the late picture in 广播', () => {
    expect(at(live(traces.udpBlocked, 60, interactive), 4)).toMatchObject({ rung: 3, because: 'udp-blocked' })
    expect(at(live(traces.udpBlocked, 60, broadcast), 4)).toMatchObject({ rung: 2, because: 'udp-blocked' })
    expect(at(live(traces.udpBlocked, 60, { ...broadcast, hls: false }), 10).rung).toBe(3)
  })

  test('without WebRTC to be had tries none', () => {
    expect(live(traces.good, 60, { ...interactive, webrtc: false }).every(({ trying }) => trying === undefined)).toBe(
      true,
    )
  })
})

describe('a classroom on a line', () => {
  test.each([
    ['good', 5],
    ['picture', 4],
    ['thin', 3],
    ['verythin', 1],
    ['lossy', 4],
    ['udpBlocked', 3],
    ['udpBlockedLater', 3],
    ['smallPictureDevice', 4],
    ['soundDevice', 3],
    ['crowdedDevice', 3],
  ] as const)('that is %s is mostly on rung %s', (name, rung) => {
    const told = rungsOf(live(traces[name], 600, interactive)).slice(60)
    expect(told.filter((each) => each === rung).length / told.length).toBeGreaterThan(0.9)
  })

  test('that gets thinner and thinner goes down step by step, and says why', () => {
    const told = live(traces.slowDecay, 400, interactive)
    expect(['loss', 'line-thin']).toContain(at(told, 60).because)
    expect(at(told, 390)).toMatchObject({ rung: 1, because: 'sound-breaks' })
    expect([20, 60, 160, 390].map((second) => at(told, second).rung)).toEqual([5, 4, 3, 1])
    // It is tried again, more and more seldom.
    expect(way(told).length).toBeLessThan(20)
  })

  test('that is too thin for a picture has its sound left in peace where the browser knows', () => {
    expect(way(live(traces.thin, 600, interactive))).toEqual([3])
    expect(at(live(traces.thin, 600, interactive), 10)).toMatchObject({ rung: 3, because: 'line-thin' })
  })

  test('that is bad in every other second is not taken for good', () => {
    expect(rungsOf(live(traces.shaking, 60, interactive)).slice(10)).not.toContain(5)
  })

  test('that is cut for two seconds is where it was', () => {
    expect(way(live(cutFor(2), 90, interactive))).toEqual([3, 5])
  })

  test('that is cut keeps its sound where that ran dry before and behind the cut, whether or not it was silent as it was looked', () => {
    const dry = { underruns: 1 }
    for (const during of [{ heardAgo: 1_900 }, { heardAgo: 100, silence: 2_100 }]) {
      const samples: LineSample[] = [
        ...[1, 2, 3].map((s) => ({ at: s * 1000, heardAgo: 200, rtt: 80, sound: { underruns: 0 } })),
        { at: 4_000, heardAgo: 900, silence: 900, rtt: 80, sound: dry },
        { at: 5_000, ...during, rtt: 1_500, sound: { underruns: 0 } },
        { at: 6_000, heardAgo: 100, silence: 400, rtt: 80, sound: dry },
        { at: 7_000, heardAgo: 100, silence: 400, rtt: 80, sound: { underruns: 0 } },
      ]
      expect(follow(samples, { ...interactive, webrtc: false }).map(({ rung }) => rung)).toEqual(samples.map(() => 3))
    }
  })

  test('keeps its sound where that runs dry since the speaker’s own line carries too little', () => {
    const dry = { heardAgo: 200, rtt: 80, sound: { underruns: 1 } }
    const steady = (spokenLate: boolean) =>
      Array.from({ length: 60 }, (_, s) => ({ at: s * 1000, ...dry, ...(spokenLate && { spokenLate: s % 2 === 0 }) }))
    const rungs = (spokenLate: boolean) =>
      follow(steady(spokenLate), { ...interactive, webrtc: false }).map(({ rung }) => rung)
    expect(new Set(rungs(true))).toEqual(new Set([3]))
    expect(rungs(false)).toContain(1)
  })

  test.each([20, 300])(
    'that is cut for %d s goes on from the cache, has sound at once when it is back, then the picture',
    (seconds) => {
      const told = live(cutFor(seconds), 40 + seconds + 60, interactive)
      expect(at(told, 46)).toMatchObject({ rung: 0, because: 'line-gone' })
      expect(at(told, 40 + seconds).rung).toBe(3)
      expect(at(told, 40 + seconds + 30).rung).toBe(5)
    },
  )

  test('that loses UDP in mid-lesson has sound again after two seconds', () => {
    const told = live(traces.udpBlockedLater, 60, interactive)
    expect(at(told, 29).rung).toBe(5)
    expect(at(told, 31)).toMatchObject({ rung: 3, because: 'udp-blocked' })
  })

  test('that goes up and down does not take the lesson with it', () => {
    for (const name of ['sawtooth', 'shaking', 'blinking'] as const) {
      const told = live(traces[name], 600, interactive)
      expect(way(told).length).toBeLessThan(60)
      expect(way(told.slice(300)).length).toBeLessThan(20)
    }
  })

  test('changes its shape in mid-lesson without being dropped', () => {
    const wish = (second: number) => (second < 30 || second > 60 ? interactive : broadcast)
    const told = live(traces.udpBlocked, 90, wish)
    expect(at(told, 50).rung).toBe(2)
    expect(at(told, 65).rung).toBe(3)
    expect(rungsOf(told)).not.toContain(1)
    expect(way(live(traces.good, 90, wish))).toEqual([3, 5])
  })
})

describe('a device that cannot keep up', () => {
  test('gives its picture up before its sound, says why, and tries it more and more seldom', () => {
    const told = live(traces.soundDevice, 600, interactive)
    expect(told.find(({ rung }, n) => rung === 3 && told[n - 1]?.rung === 5)).toMatchObject({ because: 'device-busy' })
    expect(Math.min(...rungsOf(told))).toBe(3)
    expect(way(told).length).toBeLessThan(20)
    expect(new Set(rungsOf(live(traces.soundDevice, 600, { ...broadcast, webrtc: false })))).toEqual(new Set([3, 2]))
  })

  test('has its sound whatever it is late with, and its line is not blamed', () => {
    const told = live(traces.crowdedDevice, 120, interactive)
    expect(way(told)).toEqual([3])
    expect(at(told, 60)).toMatchObject({ because: 'device-busy' })
  })

  test('drops pictures that came whole; those dropped beside lost packets are the line’s', () => {
    const pictures = (loss: number) =>
      Array.from({ length: 20 }, (_, s) => ({
        ...{ at: (s + 1) * 1000, heardAgo: 200, rtt: 80 },
        webrtc: {
          state: 'connected' as const,
          heard: true,
          loss,
          frozen: 0,
          dropped: s > 8 ? 0.7 : 0,
          available: 2000,
        },
      }))
    expect(follow(pictures(0), interactive).map(({ because }) => because)).toContain('device-busy')
    expect(follow(pictures(0.03), interactive).map(({ because }) => because)).not.toContain('device-busy')
  })

  test('is left with its picture where it was late for once', () => {
    const once = (s: number) => ({ carries: 4000, rtt: 40, overdue: () => (s % 10 < 2 ? 3_000 : 20) })
    expect(way(live(once, 120, interactive))).toEqual([3, 5])
  })
})

describe('a rung held by hand', () => {
  test.each([0, 1, 2, 3, 4] as const)('%d is held on a good line', (rung) => {
    expect(new Set(rungsOf(live(traces.good, 100, held(rung)).slice(3)))).toEqual(new Set([rung]))
  })

  test('is held on a line that is too thin for it, and let go by hand', () => {
    const told = live(traces.picture, 120, (second) => (second < 60 ? held(5) : interactive))
    expect(new Set(rungsOf(told.slice(4, 59)))).toEqual(new Set([5]))
    expect(at(told, 80).rung).toBe(4)
  })

  test('that WebRTC does not come through to is said not to be possible, and tried on', () => {
    const told = live(traces.udpBlocked, 60, held(5)).slice(3)
    expect(
      told.every(({ rung, because, trying }) => rung === 3 && because === 'held-not-possible' && trying === 5),
    ).toBe(true)
  })

  test('is come back to after a cut', () => {
    const told = live(cutFor(20), 90, held(1))
    expect([at(told, 50).rung, at(told, 60).rung]).toEqual([0, 1])
  })
})

const anyWish: fc.Arbitrary<Wish> = fc.record({
  shape: fc.constantFrom('interactive', 'broadcast'),
  webrtc: fc.boolean(),
  hls: fc.boolean(),
  held: fc.option(fc.constantFrom<Rung>(0, 1, 2, 3, 4, 5), { nil: undefined }),
})

const share = fc.double({ min: 0, max: 1, noNaN: true })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

/** Whatever a browser may say. */
const anySamples = fc
  .array(
    fc.record({
      heardAgo: fc.oneof(fc.nat(1500), fc.nat(8000)),
      silence: maybe(fc.nat(8000)),
      spokenLate: maybe(fc.boolean()),
      overdue: maybe(fc.nat(8000)),
      rtt: maybe(fc.nat(6000)),
      webrtc: maybe(
        fc.record({
          state: fc.constantFrom('connecting', 'connected', 'connected', 'failed'),
          ...{ heard: fc.boolean(), loss: share, frozen: share, dropped: maybe(share), available: maybe(fc.nat(3000)) },
        }),
      ),
      sound: maybe(fc.record({ underruns: fc.nat(2) })),
      hls: maybe(fc.record({ stalls: fc.nat(1), bandwidth: maybe(fc.nat(3000)) })),
    }),
    { maxLength: 200 },
  )
  .map((samples) => samples.map((sample, n) => ({ at: (n + 1) * 1000, ...sample }) as LineSample))

function follow(samples: readonly LineSample[], wish: Wish): Standing[] {
  let standing = join(0, wish)
  return samples.map((sample) => {
    standing = climb(standing, sample, wish)
    return standing
  })
}

describe('whatever the line does', () => {
  test(`one goes up no more than ${mostUps} times in a minute, and never to what is not to be had`, () => {
    fc.assert(
      fc.property(anySamples, anyWish, (samples, wish) => {
        const standings = follow(samples, wish)
        const rungsThere = [...ladderOf(wish), 3]
        expect(standings.every(({ rung }) => rungsThere.includes(rung))).toBe(true)
        if (wish.held !== undefined) return
        const order = ladderOf(wish)
        const ups = standings.flatMap(({ rung }, n) => {
          const before = standings[n - 1]?.rung ?? 3
          return order.indexOf(rung) < order.indexOf(before) ? [(n + 1) * 1000] : []
        })
        for (const [n, up] of ups.entries()) expect(up - (ups[n - mostUps] ?? -60_000)).toBeGreaterThanOrEqual(60_000)
      }),
      { numRuns: 100 },
    )
  })

  test('a line that is good from then on has sound within a minute', () => {
    fc.assert(
      fc.property(anySamples, fc.constantFrom(interactive, broadcast), (samples, wish) => {
        let standing = follow(samples, wish)[samples.length - 1] ?? join(0, wish)
        for (let n = 1; n <= 62; n++) {
          standing = climb(standing, { at: (samples.length + n) * 1000, heardAgo: 200, rtt: 100 }, wish)
        }
        expect(standing.rung).toBeGreaterThanOrEqual(2)
      }),
      { numRuns: 40 },
    )
  })

  test('a held rung is held for as long as it comes', () => {
    fc.assert(
      fc.property(anySamples, anyWish, (samples, wish) => {
        const comes = samples.map((sample) => ({
          ...sample,
          heardAgo: Math.min(sample.heardAgo, 4000),
          webrtc: { state: 'connected' as const, heard: true, loss: 0.1, frozen: 0.6 },
        }))
        const { held: rung } = wish
        if (rung === undefined || !ladderOf(wish).includes(rung)) return
        expect(follow(comes, wish).every((standing) => standing.rung === rung && standing.because === 'held')).toBe(
          true,
        )
      }),
    )
  })

  test('a line that is gone is on rung 0, and nothing else is shown on it', () => {
    fc.assert(
      fc.property(anySamples, anyWish, (samples, wish) => {
        const last = { at: (samples.length + 1) * 1000, heardAgo: 5001 }
        expect(follow([...samples, last], wish)[samples.length]?.rung).toBe(0)
      }),
    )
  })
})
