import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packetMs, type SoundPacket } from '../packet.ts'
import { readVint, UNKNOWN } from './ebml.ts'
import { webmReader } from './read.ts'
import { bytesOf, recorded } from './recorded.fixture.ts'
import { webmClusters, webmStart } from './write.ts'

const whole = (chunks: readonly string[]) => joined(chunks.map(bytesOf))

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

function readAll(parts: readonly Uint8Array<ArrayBuffer>[]): SoundPacket[] {
  const reader = webmReader()
  return parts.flatMap((part) => {
    const reading = reader.read(part)
    if (!reading.ok) throw new Error(reading.why)
    return reading.packets
  })
}

describe.each(['88', '150'] as const)('what Chromium %s records', (version) => {
  const chunks = recorded[version]

  test('gives its packets with each chunk, 60 ms apart, although chunks end in the middle of an element', () => {
    const reader = webmReader()
    const counts = chunks.map((chunk) => {
      const reading = reader.read(bytesOf(chunk))
      return reading.ok ? reading.packets.length : reading.why
    })
    expect(counts).toEqual([1, 2, 2, 2, 2, 2])
    const packets = readAll(chunks.map(bytesOf))
    expect(packets.map((packet) => packet.at)).toEqual(packets.map((_, n) => n * 60))
    expect(packets.map((packet) => packetMs(packet.bytes))).toEqual(packets.map(() => 60))
    expect(String.fromCharCode(...(reader.head() ?? []).slice(0, 8))).toBe('OpusHead')
  })

  test('gives the same packets however its bytes are cut', () => {
    const bytes = whole(chunks)
    const expected = readAll([bytes])
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length]
        const parts = at.slice(1).map((end, n) => bytes.slice(at[n], end))
        expect(readAll(parts)).toEqual(expected)
      }),
      { numRuns: 8 },
    )
    expect(readAll([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(expected)
  })

  test('with any byte changed, or cut short, is packets or a word, never an exception', () => {
    const bytes = whole(chunks)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, byte, end) => {
        const changed = bytes.slice(0, end)
        if (at < end) changed[at] = byte
        const reading = webmReader().read(changed)
        if (reading.ok) for (const packet of reading.packets) expect(packetMs(packet.bytes)).toBeGreaterThan(0)
      }),
      { numRuns: 150 },
    )
  })
})

test('what is wrapped anew is read as it was, holes and all, and begins with a track of Opus', () => {
  const packets = readAll(recorded['88'].map(bytesOf))
  fc.assert(
    fc.property(fc.array(fc.nat(40_000), { maxLength: 12 }), fc.nat(2 ** 32), (holes, start) => {
      const timed = packets.slice(0, holes.length).map((packet, n) => ({
        ...packet,
        at: holes.slice(0, n + 1).reduce((sum, hole) => sum + hole, start),
      }))
      const reader = webmReader()
      expect(reader.read(webmStart())).toEqual({ ok: true, packets: [] })
      expect(reader.read(webmClusters(timed))).toEqual({ ok: true, packets: timed })
      expect(reader.head()).toHaveLength(19)
    }),
    { numRuns: 20 },
  )
})

test('a recording begun anew in the same bytes is read on', () => {
  const packets = readAll(recorded['88'].map(bytesOf))
  const once = joined([webmStart(), webmClusters(packets)])
  expect(readAll([once, once])).toEqual([...packets, ...packets])
})

test('what is no WebM, no Opus, or laced is told apart', () => {
  const why = (bytes: Uint8Array<ArrayBuffer>) => {
    const reader = webmReader()
    const reading = reader.read(bytes)
    if (reading.ok) return 'read'
    expect(reader.read(whole(recorded['88'])), 'it stays so').toEqual(reading)
    return reading.why
  }
  const [packet] = readAll(recorded['88'].map(bytesOf))
  const cluster = packet ? webmClusters([packet]) : new Uint8Array()
  expect(why(new TextEncoder().encode('RIFF, a wave of nothing'))).toBe('not-webm')
  expect(why(new Uint8Array(64))).toBe('not-webm')
  expect(why(joined([whole(recorded['88']).slice(0, 36), cluster]))).toBe('not-opus')
  const laced = cluster.slice()
  // A cluster's head and time, a block's head, track and time stand before the block's flags.
  laced[laced.indexOf(0x80, 8)] = 0x86
  expect(why(joined([webmStart(), laced]))).toBe('not-read')
})

test('a block that says it is enormous is refused, not waited for', () => {
  const block = Uint8Array.of(0xa3, 0x08, 0xff, 0xff, 0xff, 0xff)
  expect(webmReader().read(joined([webmStart(), block]))).toEqual({ ok: false, why: 'not-read' })
})

test('any bytes behind a good beginning are packets or a word', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (parts) => {
      const reader = webmReader()
      reader.read(webmStart())
      for (const part of parts) expect(typeof reader.read(Uint8Array.from(part)).ok).toBe('boolean')
    }),
    { numRuns: 150 },
  )
})

test('numbers of EBML are read as RFC 8794 has them', () => {
  expect(readVint(Uint8Array.of(0x82), 0, 'size')).toEqual({ value: 2, end: 1 })
  expect(readVint(Uint8Array.of(0x40, 0x02), 0, 'size')).toEqual({ value: 2, end: 2 })
  expect(readVint(Uint8Array.of(0xff), 0, 'size')).toEqual({ value: UNKNOWN, end: 1 })
  expect(readVint(Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3), 0, 'id')).toEqual({ value: 0x1a45dfa3, end: 4 })
  expect(readVint(Uint8Array.of(0x1a, 0x45), 0, 'id')).toBe('more')
  expect(readVint(Uint8Array.of(0x00, 0x45), 0, 'size')).toBe('bad')
  expect(readVint(Uint8Array.of(0x08, 0, 0, 0, 0), 0, 'id')).toBe('bad')
})

test('packets of which one is earlier than that before it are in clusters of their own: players refuse it in one', () => {
  const packet = (at: number) => ({ at, bytes: Uint8Array.of(0x58) })
  const clusters = Buffer.from(webmClusters([packet(0), packet(60), packet(0)])).toString('hex')
  expect(clusters.split('1f43b675')).toHaveLength(3)
})
