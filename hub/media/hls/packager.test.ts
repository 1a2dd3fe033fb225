import { expect, test } from 'vitest'
import type { TrackName } from '../source.ts'
import type { ForwardingUnit, Tap } from '../unit.ts'
import { sps } from './any-sps.fixture.ts'
import { Packager, type PictureSegment } from './packager.ts'

const began = 1_788_834_600_000

/** A host who sends: pictures of 100 ms, a key frame whenever one was asked for, and whenever the size is another. */
function hostAndPackager() {
  let now = began
  let ahead = 0
  let tap: Tap = () => undefined
  const wanted = new Set<TrackName>()
  const unit = {
    onRtp(heard: Tap) {
      tap = heard
      return () => undefined
    },
    needKeyFrame: (track: TrackName) => void wanted.add(track),
  } as Partial<ForwardingUnit> as ForwardingUnit // as much of one as a packager uses
  const packager = new Packager(unit, () => now)
  const numbers = new Map<TrackName, number>()

  function frame(track: 'host-small' | 'host-sharp', size: Buffer, isOther: boolean): void {
    const isKey = wanted.delete(track) || isOther
    const units = isKey ? [size, Buffer.from([0x68, 1]), Buffer.from([0x65, 7])] : [Buffer.from([0x41, 8])]
    for (const [n, payload] of units.entries()) {
      const sequence = (numbers.get(track) ?? 0) + 1
      numbers.set(track, sequence)
      tap(track, {
        ...{ bytes: payload, payload, sequence, payloadType: 102, ssrc: track.length, extensions: [] },
        timestamp: (Math.round((now - began) * 90) + ahead) >>> 0,
        marker: n === units.length - 1,
        ...{ codec: 'h264', beginsKeyFrame: isKey, capturedAt: now },
      } as unknown as Parameters<Tap>[1]) // as much of a packet as is looked at
    }
  }

  return {
    packager,
    /** Its timestamps are others from now on. @param ticks by how much */
    jumps(ticks: number): void {
      ahead += ticks
    },
    /** Sends both pictures for so long, ms. @param sharp how large the sharp one is, in blocks of 16 pixels */
    async sends(ms: number, sharp: number): Promise<void> {
      for (const end = now + ms, first = now; now < end; now += 100) {
        frame('host-small', sps(10, 5), now === began)
        frame('host-sharp', sps(sharp, 8), now === first)
        // Two seconds are a segment; a host's encoder is asked by a timer, which here is this.
        if ((now - began) % 1_900 === 0) for (const track of ['host-small', 'host-sharp'] as const) wanted.add(track)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

test('a picture that grows in its first seconds has no holes, and each piece what it needs first', async () => {
  const { packager, sends } = hostAndPackager()
  const heard: Record<'small' | 'sharp', PictureSegment[]> = { small: [], sharp: [] }
  const enough = new Promise<void>((resolve) => {
    packager.onPicture((of, segment) => {
      heard[of].push(segment)
      const last = ({ at, ms }: PictureSegment) => at + ms - began >= 12_000
      if (heard.small.some(last) && heard.sharp.some(last)) resolve()
    })
  })
  for (const size of [20, 40, 60, 80]) await sends(3_600, size)
  await enough
  packager.close()
  for (const pieces of [heard.small, heard.sharp])
    for (const [n, { at }] of pieces.entries()) {
      const before = pieces[n - 1]
      if (before) expect(Math.abs(at - before.at - before.ms)).toBeLessThanOrEqual(200)
    }
  // What is begun when the size changes is kept, and all of one size has one beginning.
  expect(new Set(heard.sharp.map(({ init }) => init.toString('hex'))).size).toBe(4)
  expect((heard.sharp[0]?.at ?? 0) - began).toBeLessThan(2_500)
})

test.each([2 ** 30, -(2 ** 30), 2 ** 20])('a picture whose time leaps by %i ticks goes on', async (ticks) => {
  const { packager, sends, jumps } = hostAndPackager()
  const heard: PictureSegment[] = []
  const goesOn = new Promise<void>((resolve) => {
    packager.onPicture((of, segment) => {
      if (of === 'sharp') heard.push(segment)
      if (segment.at + segment.ms - began >= 14_000) resolve()
    })
  })
  await sends(6_000, 20)
  jumps(ticks)
  await sends(12_000, 20)
  await goesOn
  packager.close()
  expect(heard.every(({ at, ms }) => at >= began && at - began < 20_000 && ms <= 4_000)).toBe(true)
})
