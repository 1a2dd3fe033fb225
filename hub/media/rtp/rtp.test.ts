import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beginsKeyFrame } from './key-frame.ts'
import { ahead, extensionOf, isRtcp, readRtp, writeRtp } from './packet.ts'
import { fromNtp, mostBitrate, nack, pictureLoss, readRtcp, receiverReport, senderReport, toNtp } from './rtcp.ts'

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array))
/** Bytes that look like what they are not. */
const likeRtp = bytes.map((rest) => Buffer.concat([Buffer.from([0x80 | (rest[0] ?? 0), rest[1] ?? 0]), rest]))
const likeRtcp = fc
  .tuple(fc.integer({ min: 0, max: 31 }), fc.integer({ min: 192, max: 223 }), bytes)
  .map(([count, type, rest]) => Buffer.concat([Buffer.from([0x80 | count, type, 0, rest.length >> 2]), rest]))

const header = fc.record({
  marker: fc.boolean(),
  payloadType: fc.integer({ min: 0, max: 63 }),
  sequence: fc.integer({ min: 0, max: 0xffff }),
  timestamp: fc.integer({ min: 0, max: 0xffffffff }),
  ssrc: fc.integer({ min: 0, max: 0xffffffff }),
})

describe('an RTP packet', () => {
  test('says what was written', () => {
    fc.assert(
      fc.property(header, bytes, (said, payload) => {
        expect(readRtp(writeRtp(said, payload))).toMatchObject({ ...said, payload })
      }),
    )
  })

  test('of any bytes is one or none, and its parts lie within it', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, likeRtp), fc.integer({ min: 1, max: 14 }), (some, extension) => {
        const packet = readRtp(some)
        if (!packet) return
        expect(packet.payload.length).toBeLessThanOrEqual(some.length - 12)
        extensionOf(packet, extension)
        for (const codec of ['h264', 'vp8', 'opus'] as const) beginsKeyFrame(codec, packet.payload)
      }),
      { numRuns: 500 },
    )
  })

  test('is read with contributing sources, an extension and padding', () => {
    const said = Buffer.from(
      'b16f0001 00000002 00000003 00000009 bede0001 10310000 aabb 0002'.replaceAll(' ', ''),
      'hex',
    )
    const packet = readRtp(said)
    expect(packet?.payload.toString('hex')).toBe('aabb')
    expect(packet && extensionOf(packet, 1)?.toString()).toBe('1')
    expect(packet && extensionOf(packet, 2)).toBeUndefined()
  })

  test('with more padding than payload is none', () => {
    expect(readRtp(Buffer.from('a0660001000000020000000305', 'hex'))).toBeUndefined()
  })

  test('sequence numbers are ahead across the turn', () => {
    expect(ahead(2, 0xfffe)).toBe(4)
    expect(ahead(0xfffe, 2)).toBe(-4)
  })
})

describe('an RTCP packet', () => {
  test('of any bytes is read to its end', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, likeRtcp, fc.tuple(likeRtcp, likeRtcp).map(Buffer.concat)), (some) => {
        expect(readRtcp(some).length).toBeLessThanOrEqual(64)
      }),
      { numRuns: 500 },
    )
  })

  test('asks again for what was asked for', () => {
    const sequences = fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(sequences, (some) => {
        const ascending = some.sort((a, b) => a - b)
        expect(readRtcp(nack(1, 2, ascending))).toEqual([{ is: 'nack', media: 2, sequences: ascending }])
      }),
    )
    expect(readRtcp(nack(1, 2, [0xffff, 0, 3]))).toEqual([{ is: 'nack', media: 2, sequences: [0xffff, 0, 3] }])
  })

  test('a report says what it said, with a source’s name behind it', () => {
    const block = { ssrc: 7, lostShare: 0.5, lost: 9, highest: 70_000, jitter: 5, lastReport: 1, delay: 2 }
    expect(readRtcp(Buffer.concat([receiverReport(1, [block]), pictureLoss(1, 7)]))).toEqual([
      { is: 'receiver-report', ssrc: 1, blocks: [block] },
      { is: 'key-frame', media: 7 },
    ])
    const report = senderReport(3, { ntp: 5n, timestamp: 6, packets: 7, octets: 8 }, 'host')
    expect(readRtcp(report)).toEqual([{ is: 'sender-report', ssrc: 3, ntp: 5n, timestamp: 6, blocks: [] }])
    expect(isRtcp(report)).toBe(true)
    expect(report.length % 4).toBe(0)
  })

  test('says how much may be sent as the draft has it', () => {
    // 2,500,000 = 156,250 * 2^4
    expect(mostBitrate(1, 2_500_000, [7]).toString('hex')).toBe('8fce0005000000010000000052454d420112625a00000007')
  })

  test('a time goes through NTP and back', () => {
    const at = Date.UTC(2026, 8, 8, 2, 30) + 0.25
    expect(fromNtp(toNtp(at))).toBeCloseTo(at, 3)
  })
})

describe('a key frame begins', () => {
  test.each([
    ['h264', '65', true],
    ['h264', '6742c01f', true],
    ['h264', '41', false],
    ['h264', '7c85', true], // the first part of a picture that stands alone
    ['h264', '7c05', false], // a later part
    ['h264', '7c81', false],
    ['h264', '7800026742000168', true], // several units in one packet
    ['h264', '78000241aa', false],
    ['h264', '', false],
    ['vp8', '1000', true],
    ['vp8', '1001', false],
    ['vp8', '0000', false],
    ['vp8', '9080808100', true], // with a picture's number of two bytes
    ['vp8', '90e08011220000', true],
    ['vp8', '90', false],
    ['opus', '78', true],
  ] as const)('%s %s: %s', (codec, payload, begins) => {
    expect(beginsKeyFrame(codec, Buffer.from(payload, 'hex'))).toBe(begins)
  })
})
