import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Gathered, gather } from './gathered.ts'
import { endOf, type SoundPacket } from './packet.ts'

test('whatever was recorded is in one segment, in order, of ten seconds at most', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(4_000), { maxLength: 30 }), { maxLength: 20 }), (calls) => {
      let at = 0
      let gathered: Gathered = []
      const all: SoundPacket[] = []
      const segments: (readonly SoundPacket[])[] = []
      for (const holes of calls) {
        const packets = holes.map((hole): SoundPacket => {
          at += 60 + (hole > 3_000 ? hole : 0)
          return { at, bytes: Uint8Array.of(0x58) }
        })
        all.push(...packets)
        const step = gather(gathered, packets)
        gathered = step.gathered
        segments.push(...step.full)
      }
      segments.push(gathered)
      expect(segments.flat()).toEqual(all)
      for (const segment of segments) expect((endOf(segment) ?? 0) - (segment[0]?.at ?? 0)).toBeLessThanOrEqual(10_000)
    }),
    { numRuns: 30 },
  )
})
