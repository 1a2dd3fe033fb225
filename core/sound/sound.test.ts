import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { examplesOf } from '../../test/formats/examples.ts'
import { CHUNK_LIMITS, joinChunks, packetsBetween, readChunk, type SoundChunk, writeChunk } from './chunk.ts'
import { concealed, endOf, packetMs, type SoundPacket } from './packet.ts'
import { heardBetween, readSegment, SEGMENT_LIMITS, writeSegment } from './segment.ts'

const bytes = (hex: string) => Uint8Array.from(hex.replace(/\s/g, '').match(/../g) ?? [], (byte) => parseInt(byte, 16))

/** A packet of one frame with any bytes in it: 10, 20, 40 or 60 ms. */
const anyPacket = fc
  .tuple(fc.constantFrom(0x40, 0x48, 0x50, 0x58), fc.uint8Array({ maxLength: 300 }))
  .map(([toc, rest]) => Uint8Array.from([toc, ...rest]))

const inARow = (first: number, packets: Uint8Array<ArrayBuffer>[]) => {
  let at = first
  return packets.map((packet): SoundPacket => {
    const begins = at
    at += packetMs(packet) ?? 0
    return { at: begins, bytes: packet }
  })
}

const anyChunk = fc
  .record({
    track: fc.nat(255),
    number: fc.nat(65_535),
    first: fc.nat(4_000_000_000),
    packets: fc.array(anyPacket, { minLength: 1, maxLength: 30 }),
  })
  .map(({ track, number, first, packets }): SoundChunk => ({ track, number, packets: inARow(first, packets) }))

const anyPackets = fc.array(fc.tuple(fc.nat(900), anyPacket), { minLength: 1, maxLength: 50 }).map((parts) => {
  let at = 1_000
  return parts.map(([hole, packet]): SoundPacket => {
    // Below 10 ms it is no hole: the packet is taken to follow.
    const begins = at + (hole > 10 ? hole : 0)
    at = begins + (packetMs(packet) ?? 0)
    return { at: begins, bytes: packet }
  })
})

describe('the page on sound', () => {
  const page = examplesOf('sound')

  async function packets() {
    const told = (await page).json('packets') as { at: number; hex: string }[] // the page is ours
    return told.map(({ at, hex }): SoundPacket => ({ at, bytes: bytes(hex) }))
  }

  test('has a chunk that is written and read so', async () => {
    const chunk = { track: 3, number: 65_534, packets: await packets() }
    const told = bytes((await page).text('chunk'))
    expect(writeChunk(chunk)).toEqual(told)
    expect(readChunk(told)).toEqual(chunk)
    expect(packetsBetween(chunk, 2)).toBe(0)
  })

  test('has a segment that is written and read so', async () => {
    const all = (await packets()).map((packet, n) => (n < 2 ? { ...packet, at: packet.at - 1_000 } : packet))
    const told = bytes((await page).text('segment'))
    expect(writeSegment(all)).toEqual(told)
    expect(readSegment(told)).toEqual(all)
  })
})

describe('an Opus packet', () => {
  test.each([
    ['00', 10],
    ['58', 60],
    ['60', 10],
    ['78', 20],
    ['80', 2.5],
    ['f8', 20],
    ['7b830e', 60],
    ['59aaaa', 120],
    ['4a01aa', 40],
  ])('that begins with %s lasts %d ms', (hex, ms) => expect(packetMs(bytes(hex))).toBe(ms))

  test.each(['', '03', '0300', '59aa', '5b03', '5b3f'])('cannot be "%s"', (hex) => {
    expect(packetMs(bytes(hex))).toBe(undefined)
  })
})

describe('a hole', () => {
  test('is filled to 10 ms, without a byte of sound, and never over', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(5_000), (from, ms) => {
        const packets = concealed(from, from + ms)
        const end = endOf(packets) ?? from
        expect(from + ms - end).toBeGreaterThanOrEqual(0)
        expect(from + ms - end).toBeLessThan(10)
        expect(packets).toEqual(
          inARow(
            from,
            packets.map((packet) => packet.bytes),
          ),
        )
        expect(packets.every((packet) => packet.bytes.length === 1)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a chunk', () => {
  test('is read as it was written, with eight bytes of head and one or two for each packet', () => {
    fc.assert(
      fc.property(anyChunk, (chunk) => {
        const written = writeChunk(chunk)
        expect(readChunk(written)).toEqual(chunk)
        const sound = chunk.packets.reduce((sum, packet) => sum + packet.bytes.length, 0)
        expect(written.length - sound).toBeLessThanOrEqual(8 + 2 * chunk.packets.length)
      }),
    )
  })

  test('of anything is packets with times or nothing, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (any, begun) => {
        const chunk = readChunk(Uint8Array.from(begun ? [1, ...any] : any))
        if (chunk) expect((endOf(chunk.packets) ?? 0) - (chunk.packets[0]?.at ?? 0)).toBeLessThanOrEqual(2_000)
      }),
      { numRuns: 300 },
    )
  })

  test('cut short is never a longer one', () => {
    fc.assert(
      fc.property(anyChunk, fc.nat(), (chunk, at) => {
        const written = writeChunk(chunk)
        const cut = readChunk(written.slice(0, at % written.length))
        expect((cut?.packets.length ?? 0) < chunk.packets.length).toBe(true)
      }),
    )
  })

  test('beyond the limits, or of another version, is none', () => {
    const packets = inARow(
      0,
      Array.from({ length: 34 }, () => bytes('58')),
    )
    expect(readChunk(writeChunk({ track: 0, number: 0, packets }))).toBe(undefined)
    expect(readChunk(writeChunk({ track: 0, number: 0, packets: packets.slice(0, 33) }))).toBeDefined()
    expect(readChunk(Uint8Array.from([1, 0, 0, 0, ...new Uint8Array(CHUNK_LIMITS.bytes)]))).toBe(undefined)
    const other = writeChunk({ track: 0, number: 0, packets: packets.slice(0, 1) })
    other[0] = 2
    expect(readChunk(other)).toBe(undefined)
  })

  test('is joined with the one behind it, so that nothing seems to be missing, and with no other', () => {
    fc.assert(
      fc.property(anyChunk, fc.nat(29), (chunk, at) => {
        fc.pre(at > 0 && at < chunk.packets.length)
        const one = { ...chunk, packets: chunk.packets.slice(0, at) }
        const two = { ...chunk, number: (chunk.number + at) & 0xffff, packets: chunk.packets.slice(at) }
        expect(joinChunks(one, two)).toEqual(chunk)
        expect(packetsBetween(one, two.number)).toBe(0)
        expect(packetsBetween(one, two.number + 2)).toBe(2)
        expect(packetsBetween(one, two.number - 1)).toBe(-1)
        expect(joinChunks(one, { ...two, number: two.number + 1 })).toBe(undefined)
        expect(joinChunks(one, { ...two, track: two.track + 1 })).toBe(undefined)
        expect(joinChunks(one, { ...two, packets: two.packets.map((p) => ({ ...p, at: p.at + 50 })) })).toBe(undefined)
      }),
    )
  })
})

describe('a segment', () => {
  test('is read as it was written, holes too', () => {
    fc.assert(
      fc.property(anyPackets, (packets) => {
        expect(readSegment(writeSegment(packets))).toEqual(packets)
      }),
      { numRuns: 30 },
    )
  })

  test('gives what is heard in a range of it', () => {
    fc.assert(
      fc.property(anyPackets, fc.nat(60_000), fc.nat(5_000), (packets, from, ms) => {
        const range = heardBetween(packets, from, from + ms)
        for (const packet of packets) {
          const heard = packet.at < from + ms && (endOf([packet]) ?? 0) > from
          expect(range.includes(packet)).toBe(heard)
        }
      }),
    )
  })

  test('of anything is packets in order or nothing, never an exception', () => {
    fc.assert(
      fc.property(anyPackets, fc.nat(), fc.nat(255), fc.nat(), (packets, at, byte, end) => {
        const written = writeSegment(packets)
        const changed = written.slice(0, 4 + (end % written.length))
        changed[at % changed.length] = byte
        const read = readSegment(changed) ?? []
        for (const [n, packet] of read.entries()) {
          const before = read[n - 1]
          if (before) expect(packet.at).toBeGreaterThanOrEqual(before.at)
        }
      }),
      { numRuns: 150 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
        readSegment(Uint8Array.from([0x54, 0x4b, 0x53, 1, ...any]))
      }),
      { numRuns: 150 },
    )
  })

  test('beyond its limits is neither written nor read', () => {
    const long = inARow(
      0,
      Array.from({ length: 1_001 }, () => bytes('58')),
    )
    expect(() => writeSegment(long)).toThrow(RangeError)
    expect(readSegment(writeSegment(long.slice(0, 1_000)))).toHaveLength(1_000)
    expect(readSegment(new Uint8Array(SEGMENT_LIMITS.bytes + 1))).toBe(undefined)
  })
})
