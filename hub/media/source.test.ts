import { expect, test } from 'vitest'
import { readRtp, writeRtp } from './rtp/packet.ts'
import { toNtp } from './rtp/rtcp.ts'
import { type MediaPacket, Source } from './source.ts'

const began = 1_788_834_600_000

/** A source, and when the hub takes each of its packets to have been captured. */
function heard() {
  const source = new Source('host-sharp', 1, {}, () => undefined, 2)
  const at: number[] = []
  source.listeners.add({ take: (_, packet: MediaPacket) => void at.push(packet.capturedAt) })
  let sequence = 0
  return {
    at,
    source,
    send(timestamp: number, now: number): void {
      const header = { ssrc: 1, sequence: sequence++, timestamp: timestamp >>> 0, payloadType: 102, marker: true }
      const packet = readRtp(writeRtp(header, Buffer.from([0x41])))
      if (packet) source.take(packet, 'h264', now)
    },
  }
}

test('a publisher whose timestamps leap is reckoned by when it comes, until it says anew which time they are', () => {
  const { at, source, send } = heard()
  send(0, began)
  send(90_000, began + 1_000)
  send(2 ** 30, began + 2_000)
  expect(at).toEqual([began, began + 1_000, began + 2_000])
  source.takeReport(
    { is: 'sender-report', ssrc: 1, ntp: toNtp(began + 2_500), timestamp: 2 ** 30, blocks: [] },
    began + 2_500,
  )
  send(2 ** 30 + 90_000, began + 3_500)
  expect(at.at(-1)).toBeCloseTo(began + 3_500, 0)
})

test('one that lies about the time of day does not carry what it sends into another year', () => {
  const { at, source, send } = heard()
  const report = { is: 'sender-report' as const, ssrc: 1, blocks: [] }
  source.takeReport({ ...report, ntp: toNtp(began), timestamp: 0 }, began)
  send(0, began)
  source.takeReport({ ...report, ntp: toNtp(began + 1e10), timestamp: 0 }, began + 500)
  send(45_000, began + 500)
  expect(at).toEqual([began, began + 500])
})
