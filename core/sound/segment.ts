import { endOf, packetMs, type SoundPacket } from './packet.ts'
import { listBytes, readList, writeList } from './packet-list.ts'

/**
 * Sound that is kept: some ten seconds of one track's packets, the blob that a segment's fact names. It stands for itself: with
 * its times it can be played without any other. `docs/formats/sound.md`.
 */

export const SEGMENT_LIMITS = { bytes: 1_048_576, ms: 60_000 } as const

/** "TKS" and the version. */
const magic = [0x54, 0x4b, 0x53, 1]

/** Each run has a time (4 bytes) and the bytes of its packets (3). */
const runHead = 7

/** What is not missing: packets may begin so much before or after the end of those before them, ms. */
const seam = 10

/**
 * Writes packets in the order of their times as one segment. Where one does not begin, to 10 ms, at the end of the one before it,
 * a new run begins. Throws a RangeError beyond the limits: a minute, 1 MiB.
 */
export function writeSegment(packets: readonly SoundPacket[]): Uint8Array<ArrayBuffer> {
  const runs = runsOf(packets)
  const size = magic.length + runs.reduce((sum, run) => sum + runHead + listBytes(run.map((one) => one.bytes)), 0)
  const [first, end] = [packets[0]?.at ?? 0, endOf(packets) ?? 0]
  if (size > SEGMENT_LIMITS.bytes || end - first > SEGMENT_LIMITS.ms) throw new RangeError('too much for one segment')
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  bytes.set(magic)
  let offset: number = magic.length
  for (const run of runs) {
    const list = run.map((one) => one.bytes)
    const length = listBytes(list)
    view.setUint32(offset, Math.round(run[0]?.at ?? 0))
    view.setUint8(offset + 4, length >> 16)
    view.setUint16(offset + 5, length & 0xffff)
    offset = writeList(list, bytes, offset + runHead)
  }
  return bytes
}

/**
 * Reads a segment's packets, in the order of their times. Undefined for what is none: another magic, a run that is cut off or that
 * begins before the end of the one before it (by more than 10 ms), what is no packet, or is beyond the limits. Never throws.
 */
export function readSegment(bytes: Uint8Array<ArrayBuffer>): SoundPacket[] | undefined {
  if (bytes.length > SEGMENT_LIMITS.bytes || magic.some((byte, n) => bytes[n] !== byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const packets: SoundPacket[] = []
  let start: number | undefined
  let end = Number.NEGATIVE_INFINITY
  for (let offset = magic.length; offset < bytes.length; ) {
    if (offset + runHead > bytes.length) return undefined
    const at = view.getUint32(offset)
    const length = (view.getUint8(offset + 4) << 16) | view.getUint16(offset + 5)
    start ??= at
    offset += runHead + length
    if (length === 0 || offset > bytes.length || at < end - seam) return undefined
    const run = readList(bytes.subarray(offset - length, offset), 0, at, start + SEGMENT_LIMITS.ms - at)
    if (run === undefined) return undefined
    for (const packet of run) packets.push(packet)
    end = endOf(run) ?? at
  }
  return packets
}

/** Those of `packets` that are heard, even in part, from `from` until just before `until`, ms. */
export function heardBetween(packets: readonly SoundPacket[], from: number, until: number): SoundPacket[] {
  return packets.filter(({ at, bytes }) => at < until && at + (packetMs(bytes) ?? 0) > from)
}

function runsOf(packets: readonly SoundPacket[]): SoundPacket[][] {
  const runs: SoundPacket[][] = []
  let end: number | undefined
  for (const packet of packets) {
    const run = runs[runs.length - 1]
    if (run && end !== undefined && Math.abs(packet.at - end) <= seam) {
      run.push(packet)
      end += packetMs(packet.bytes) ?? 0
    } else {
      runs.push([packet])
      end = packet.at + (packetMs(packet.bytes) ?? 0)
    }
  }
  return runs
}
