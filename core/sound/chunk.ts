import { packetMs, type SoundPacket } from './packet.ts'
import { listBytes, readList, writeList } from './packet-list.ts'

/**
 * Sound on its way: packets of one track that follow each other without a hole, 60 to some hundred milliseconds of them.
 * Whoever passes chunks on may join two, or drop one: the numbers show what is missing. `docs/formats/sound.md`.
 */
export type SoundChunk = {
  /** Whose sound of the room: 0 to 255. */
  track: number
  /** The number of the first packet, 0 to 65535 and then 0 again; the packets behind it have the numbers behind it. */
  number: number
  /** At least one. The first one's `at` is a whole number of milliseconds, 0 to 2^32 - 1. */
  packets: SoundPacket[]
}

export const CHUNK_LIMITS = { bytes: 16_384, ms: 2_000 } as const

const version = 1
const head = 8

/** Writes a chunk. The times of the packets behind the first are not written: they follow from it. */
export function writeChunk({ track, number, packets }: SoundChunk): Uint8Array<ArrayBuffer> {
  const all = packets.map((packet) => packet.bytes)
  const bytes = new Uint8Array(head + listBytes(all))
  const view = new DataView(bytes.buffer)
  bytes[0] = version
  bytes[1] = track
  view.setUint16(2, number & 0xffff)
  view.setUint32(4, Math.round(packets[0]?.at ?? 0))
  writeList(all, bytes, head)
  return bytes
}

/** Reads a chunk. Undefined for what is none, is of a version that is not known, or is beyond the limits. Never throws. */
export function readChunk(bytes: Uint8Array<ArrayBuffer>): SoundChunk | undefined {
  if (bytes.length <= head || bytes.length > CHUNK_LIMITS.bytes || bytes[0] !== version) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const packets = readList(bytes, head, view.getUint32(4), CHUNK_LIMITS.ms)
  return packets && { track: view.getUint8(1), number: view.getUint16(2), packets }
}

/**
 * Two chunks as one, where the second takes up at the number and, to 10 ms, at the time at which the first one ends, and both
 * together are within the limits. A hub sends fewer, longer ones into thin lines by it.
 */
export function joinChunks(one: SoundChunk, two: SoundChunk): SoundChunk | undefined {
  const follows = one.track === two.track && packetsBetween(one, two.number) === 0
  const [first, behind] = [one.packets[0], two.packets[0]]
  if (!follows || !first || !behind) return undefined
  const packets = [...one.packets, ...two.packets]
  const lasts = packets.reduce((sum, packet) => sum + (packetMs(packet.bytes) ?? 0), 0)
  const hole = behind.at - (first.at + one.packets.reduce((sum, packet) => sum + (packetMs(packet.bytes) ?? 0), 0))
  const bytes = head + listBytes(packets.map((packet) => packet.bytes))
  if (Math.abs(hole) > 10 || lasts > CHUNK_LIMITS.ms || bytes > CHUNK_LIMITS.bytes) return undefined
  return { ...one, packets }
}

/**
 * How many packets lie between the end of `chunk` and the packet `number`: 0 when nothing is missing, below 0 when it was before
 * that end.
 */
export function packetsBetween(chunk: SoundChunk, number: number): number {
  const steps = (number - chunk.number - chunk.packets.length) & 0xffff
  return steps < 0x8000 ? steps : steps - 0x10000
}
