import { MAX_PACKET_BYTES, packetMs, type SoundPacket } from './packet.ts'

/**
 * Packets one behind the other, each with its length before it: one byte up to 127, else two, the first with its high bit
 * set. The times follow from the packets themselves: each begins where the one before it ends.
 */

export function listBytes(packets: readonly Uint8Array[]): number {
  return packets.reduce((sum, bytes) => sum + (bytes.length < 0x80 ? 1 : 2) + bytes.length, 0)
}

/** Writes packets into `into` from `offset`, and says where they end. */
export function writeList(packets: readonly Uint8Array[], into: Uint8Array, offset: number): number {
  let end = offset
  for (const bytes of packets) {
    if (bytes.length >= 0x80) into[end++] = 0x80 | (bytes.length >> 8)
    into[end++] = bytes.length & 0xff
    into.set(bytes, end)
    end += bytes.length
  }
  return end
}

/**
 * Reads what is left of `bytes` from `offset` as packets, the first at `at`. Undefined when one of them is none, when they end in
 * the middle of one, or when together they last longer than `maxMs`.
 */
export function readList(
  bytes: Uint8Array<ArrayBuffer>,
  offset: number,
  at: number,
  maxMs: number,
): SoundPacket[] | undefined {
  const packets: SoundPacket[] = []
  let next = at
  for (let i = offset; i < bytes.length; ) {
    const first = bytes[i++] ?? 0
    const length = first < 0x80 ? first : ((first & 0x7f) << 8) | (bytes[i++] ?? 0)
    if (length > MAX_PACKET_BYTES || i + length > bytes.length) return undefined
    const packet = bytes.slice(i, i + length)
    const ms = packetMs(packet)
    if (ms === undefined || next + ms - at > maxMs) return undefined
    packets.push({ at: next, bytes: packet })
    next += ms
    i += length
  }
  return packets
}
