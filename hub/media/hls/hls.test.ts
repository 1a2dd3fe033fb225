import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRtp, writeRtp } from '../rtp/packet.ts'
import type { MediaPacket } from '../source.ts'
import { sps } from './any-sps.fixture.ts'
import { type Frame, H264Frames } from './h264-frames.ts'
import { InOrder } from './in-order.ts'
import { Newest } from './newest.ts'
import { opusDuration } from './opus.ts'
import { masterPlaylist, named, Rendition } from './playlists.ts'
import { readSps } from './sps.ts'

function packet(sequence: number, payload: readonly number[], more: { timestamp?: number; marker?: boolean } = {}) {
  const header = { sequence: sequence & 0xffff, timestamp: 0, marker: false, payloadType: 102, ssrc: 1, ...more }
  const read = readRtp(writeRtp(header, Buffer.from(payload)))
  if (!read) throw new Error('no packet')
  const passed: MediaPacket = { ...read, codec: 'h264', beginsKeyFrame: false, capturedAt: 0 }
  return passed
}

test('a picture’s size is read from its stream', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 70 }), (across, down) => {
      // Where bytes had to be kept from being start codes the sample would have to be escaped, too.
      fc.pre(!sps(across, down).includes(Buffer.from([0, 0])))
      expect(readSps(sps(across, down))).toEqual({ codec: 'avc1.42e01f', width: across * 16, height: down * 16 })
    }),
  )
  expect(readSps(sps(120, 68, 4))).toMatchObject({ width: 1920, height: 1080 })
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readSps(Buffer.from([0x67, 66, ...bytes]))))
})

test('packets come out in order, each once, and after a wait without the one that never came', () => {
  const seen: [number, boolean][] = []
  const order = new InOrder(({ sequence }, afterGap) => seen.push([sequence, afterGap]))
  for (const [sequence, now] of [
    [65_534, 0],
    [0, 10],
    [65_535, 20],
    [0, 30],
    [3, 40],
    [2, 50],
  ] as const)
    order.take(packet(sequence, []), now)
  expect(seen).toEqual([
    [65_534, false],
    [65_535, false],
    [0, false],
  ])
  order.take(packet(4, []), 600)
  expect(seen.slice(3)).toEqual([
    [2, true],
    [3, false],
    [4, false],
  ])
})

test('a picture is put together from single units, several and parts', () => {
  const frames: Frame[] = []
  const made = new H264Frames((frame) => frames.push(frame))
  const parts = [
    packet(1, [24, 0, 2, 0x67, 1, 0, 2, 0x68, 2]),
    packet(2, [0x7c, 0x85, 7, 7]),
    packet(3, [0x7c, 0x45, 8], { marker: true }),
    packet(4, [0x41, 9], { timestamp: 3000, marker: true }),
  ]
  for (const one of parts) made.take(one, false)
  expect(frames.map(({ bytes, isKey }) => [bytes.toString('hex'), isKey])).toEqual([
    ['00000001670100000001680200000001650707' + '08', true],
    ['0000000141' + '09', false],
  ])
  expect(frames[0]?.sps?.toString('hex')).toBe('6701')
})

test('after a gap there is nothing before the next key frame', () => {
  const frames: Frame[] = []
  const made = new H264Frames((frame) => frames.push(frame))
  made.take(packet(1, [0x65, 1], { timestamp: 1, marker: true }), false)
  made.take(packet(3, [0x41, 2], { timestamp: 2, marker: true }), true)
  made.take(packet(4, [0x41, 3], { timestamp: 3, marker: true }), false)
  made.take(packet(5, [0x65, 4], { timestamp: 4, marker: true }), false)
  expect(frames.map(({ timestamp }) => timestamp)).toEqual([1, 4])
})

test('of any packets pictures are made or not', () => {
  const any = fc.array(fc.tuple(fc.nat(0xffff), fc.uint8Array({ maxLength: 30 }), fc.boolean(), fc.nat(3)))
  fc.assert(
    fc.property(any, (packets) => {
      const made = new H264Frames(({ bytes, sps }) => {
        expect(bytes.length).toBeGreaterThan(4)
        if (sps) readSps(sps)
      })
      const order = new InOrder((one, afterGap) => made.take(one, afterGap))
      for (const [i, [sequence, payload, marker, timestamp]] of packets.entries())
        order.take(packet(sequence, [...payload], { marker, timestamp }), i * 100)
    }),
  )
})

test.each([
  ['08', 0.02],
  ['18', 0.06],
  ['78', 0.02],
  ['79', 0.04],
  ['7b03', 0.06],
  ['7bff', 0.12],
  ['', 0.01],
])('a packet of Opus %s lasts %f s', (packet, seconds) => {
  expect(opusDuration(Buffer.from(packet, 'hex'))).toBe(seconds)
})

test('a playlist names the last segments, what they need first, and the hub’s time of each', () => {
  const rendition = new Rendition()
  const at = Date.UTC(2026, 8, 8, 2, 30)
  for (let n = 1; n <= named + 2; n++) {
    const init = n < named ? '1-small.mp4' : '2-small.mp4'
    rendition.add({ file: `s${n}.mp4`, init, duration: 2, at: at + n * 2_000, isNew: n === 2 || n === named })
  }
  const { text } = rendition
  expect(text).toMatch(/#EXT-X-MEDIA-SEQUENCE:2\n#EXT-X-DISCONTINUITY-SEQUENCE:1\n/)
  expect(text.match(/s\d\.mp4/g)).toEqual(['s3.mp4', 's4.mp4', 's5.mp4', 's6.mp4', 's7.mp4', 's8.mp4'])
  expect(text).toContain(
    '#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="2-small.mp4"\n#EXT-X-PROGRAM-DATE-TIME:2026-09-08T02:30:12',
  )
  expect(text.match(/EXT-X-MAP/g)).toHaveLength(2)
})

test('what can be chosen are each picture with the sound, and the sound alone', () => {
  const pictures = new Map([
    ['sharp', { codec: 'avc1.42e01f', width: 640, height: 480 }],
    ['small', { codec: 'avc1.42e01f', width: 160, height: 120 }],
  ] as const)
  expect(masterPlaylist(pictures, true).match(/^\w+\.m3u8$/gm)).toEqual(['small.m3u8', 'sharp.m3u8', 'sound.m3u8'])
  expect(masterPlaylist(new Map(), true).match(/^\w+\.m3u8$/gm)).toEqual(['sound.m3u8'])
  expect(masterPlaylist(pictures, false)).not.toContain('opus')
})

test('the oldest of too many files is forgotten', () => {
  const newest = new Newest<number>(2)
  for (const n of [1, 2, 3]) newest.set(`${n}`, n)
  expect([1, 2, 3].map((n) => newest.get(`${n}`))).toEqual([undefined, 2, 3])
})
