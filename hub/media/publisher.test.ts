import { beforeEach, expect, test } from 'vitest'
import { type PublishedSection, Publisher } from './publisher.ts'
import { writeRtp } from './rtp/packet.ts'

const [named, first, second] = [1, 2, 3]
const sound: PublishedSection = { mid: '0', track: 'host-sound', codecs: new Map([[111, 'opus']]), ssrcs: [named] }

let closed = 0
const leg = { send: () => undefined, close: () => void closed++ }
beforeEach(() => {
  closed = 0
})

const packet = (ssrc: number, sequence: number) =>
  writeRtp({ ssrc, sequence, timestamp: sequence * 960, payloadType: 111, marker: false }, Buffer.from([1]))

test('a stream that nobody has named does not take the place of one that is heard, but of one that is silent', () => {
  const publisher = new Publisher(leg, [{ ...sound, ssrcs: [] }], () => undefined, 0)
  const current = () => publisher.sources.get('host-sound')?.ssrc
  publisher.take(packet(first, 1), 0)
  publisher.take(packet(second, 1), 1_000)
  expect(current()).toBe(first)
  publisher.take(packet(first, 2), 1_500)
  publisher.take(packet(second, 2), 3_000)
  expect(current()).toBe(first)
  publisher.take(packet(second, 3), 3_600)
  expect(current()).toBe(second)
})

test('one that the offer has named does at once', () => {
  const publisher = new Publisher(leg, [sound], () => undefined, 0)
  publisher.take(packet(second, 1), 0)
  publisher.take(packet(named, 1), 1)
  expect(publisher.sources.get('host-sound')?.ssrc).toBe(named)
})

test('who begins one stream after the other without end is no encoder, and is let go', () => {
  const publisher = new Publisher(leg, [sound], () => undefined, 0)
  for (let n = 0; n < 32; n++) publisher.take(packet(100 + n, n), n * 3_000)
  expect(closed).toBe(0)
  publisher.take(packet(200, 1), 99 * 3_000)
  expect(closed).toBe(1)
})
