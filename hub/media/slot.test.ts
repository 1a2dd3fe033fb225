import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type RtpPacket, readRtp, ticksAhead, writeRtp } from './rtp/packet.ts'
import { fromNtp, readRtcp, toNtp } from './rtp/rtcp.ts'
import { Slot } from './slot.ts'
import { Source, type TrackName } from './source.ts'

const began = Date.UTC(2026, 8, 8, 2, 30)

/** A camera's encoding whose publisher's clock is wrong by some minutes. */
function source(track: TrackName, ssrc: number, clock = {}): Source {
  return new Source(track, ssrc, clock, () => undefined, 1)
}

function packet(ssrc: number, sequence: number, timestamp: number, payload: readonly number[]): RtpPacket {
  const header = { ssrc, payloadType: 102, sequence: sequence & 0xffff, timestamp: timestamp >>> 0, marker: true }
  const read = readRtp(writeRtp(header, Buffer.from(payload)))
  if (!read) throw new Error('no packet')
  return read
}

/** @param older by how much its picture is older than it says, ms */
function slot(older = 0) {
  const sent: RtpPacket[] = []
  const options = { ssrc: 77, older, clockRate: 90_000, payloadTypes: new Map([['h264', 106]] as const), name: 'host' }
  const made = new Slot({ ...options, send: (bytes) => sent.push(...[readRtp(bytes) ?? []].flat()) })
  return { sent, made }
}

test('however often it changes over, and wherever the encodings’ numbers stand, it is one stream that goes on', () => {
  const start = fc.record({ sequence: fc.nat(0xffff), timestamp: fc.nat(0xffffffff) })
  const frames = fc.array(fc.record({ change: fc.boolean(), key: fc.boolean() }), { minLength: 5, maxLength: 80 })
  fc.assert(
    fc.property(start, start, frames, (one, other, frames) => {
      const sources = [source('host-small', 1), source('host-sharp', 2)] as const
      const { sent, made } = slot()
      let shown = 0
      made.follow(sources[0], began)
      for (const [i, { change, key }] of frames.entries()) {
        const now = began + i * 33
        if (change) {
          shown = 1 - shown
          made.follow(sources[shown], now)
        }
        const nal = key ? 0x65 : 0x41
        for (const [n, { sequence, timestamp }] of [one, other].entries())
          sources[n as 0 | 1].take(packet(n + 1, sequence + i, timestamp + i * 2970, [nal, n]), 'h264', now)
      }
      expect(sent.every(({ ssrc, payloadType }) => ssrc === 77 && payloadType === 106)).toBe(true)
      for (const [i, { sequence, timestamp }] of sent.slice(1).entries()) {
        const before = sent[i]
        expect((sequence - (before?.sequence ?? 0)) & 0xffff).toBe(1)
        expect(ticksAhead(timestamp, before?.timestamp ?? 0)).toBeGreaterThan(0)
      }
      // A picture begins with a key frame, and so does every change.
      for (const [i, { payload }] of sent.entries())
        if (payload[1] !== sent[i - 1]?.payload[1]) expect(payload[0]).toBe(0x65)
    }),
    { numRuns: 60 },
  )
})

test('sound and picture of one publisher are reported by one clock, which is the hub’s', () => {
  const clock = {}
  const sound = source('host-sound', 1, clock)
  const picture = source('host-sharp', 2, clock)
  const wrong = began + 5 * 60_000
  // Both reports speak of the same moment, but the second is on its way for longer.
  const report = (timestamp: number) => ({
    is: 'sender-report' as const,
    ssrc: 1,
    ntp: toNtp(wrong),
    timestamp,
    blocks: [],
  })
  sound.takeReport(report(48_000), began + 20)
  picture.takeReport(report(90_000), began + 90)
  expect(sound.capturedAt(48_000 + 4_800)).toBeCloseTo(began + 120, 1)
  expect(picture.capturedAt(90_000 + 9_000)).toBeCloseTo(began + 120, 1)
  const { sent, made } = slot()
  made.follow(picture, began)
  picture.take(packet(2, 9, 90_000 + 9_000, [0x65]), 'h264', began + 200)
  const [said] = readRtcp(made.report(began + 1_020) ?? Buffer.alloc(0))
  if (said?.is !== 'sender-report') throw new Error('no report')
  expect(fromNtp(said.ntp)).toBeCloseTo(began + 1_020, 1)
  expect(ticksAhead(said.timestamp, sent[0]?.timestamp ?? 0)).toBeCloseTo(900 * 90, -1)
})

test('a picture that is older than it says is reported so, and its timestamps stay what they are', () => {
  const reports = [0, 50].map((older) => {
    const picture = source('host-sharp', 2)
    picture.takeReport({ is: 'sender-report', ssrc: 2, ntp: toNtp(began), timestamp: 90_000, blocks: [] }, began)
    const { sent, made } = slot(older)
    made.follow(picture, began)
    picture.take(packet(2, 9, 90_000, [0x65]), 'h264', began)
    const [said] = readRtcp(made.report(began + 1_000) ?? Buffer.alloc(0))
    return said?.is === 'sender-report' ? ticksAhead(said.timestamp, sent[0]?.timestamp ?? 0) : undefined
  })
  expect(reports).toEqual([90_000, 90_000 + 50 * 90])
})

test('what was sent can be had again, what is long gone cannot', () => {
  const camera = source('host-sharp', 2)
  const { sent, made } = slot()
  made.follow(camera, began)
  for (let i = 0; i < 300; i++) camera.take(packet(2, i, i * 3000, [0x65, i & 0xff]), 'h264', began + i * 33)
  const [first, last] = [sent[0], sent.at(-1)]
  expect(made.again([last?.sequence ?? 0])).toBe(1)
  expect(sent.at(-1)?.bytes).toEqual(last?.bytes)
  expect(made.again([first?.sequence ?? 0])).toBe(0)
})

test('a publisher that sends far more than a camera needs is cut off before it reaches anybody', () => {
  const camera = source('host-sharp', 2)
  const { sent, made } = slot()
  made.follow(camera, began)
  const big = [0x65, ...Array(1_100).fill(0)]
  for (let i = 0; i < 3_000; i++) camera.take(packet(2, i, i * 30, big), 'h264', began + i / 3)
  expect(sent.length).toBeLessThan(1_000)
})
