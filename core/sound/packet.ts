/**
 * One Opus packet (RFC 6716) and when it is heard: `at` in milliseconds of its lesson's running time. Sound is mono; a
 * stereo packet is heard as mono.
 */
export type SoundPacket = { at: number; bytes: Uint8Array<ArrayBuffer> }

/** Three frames of 1275 bytes, the most that Opus has for 60 ms, and their lengths; MediaRecorder sends under 600. */
export const MAX_PACKET_BYTES = 4_000

/** RFC 6716, 3.1: how long a frame lasts, ms, by the configuration in the five high bits of a packet's first byte. */
const frameMs = (configuration: number): number => {
  if (configuration < 12) return [10, 20, 40, 60][configuration & 3] ?? 0
  if (configuration < 16) return [10, 20][configuration & 1] ?? 0
  return [2.5, 5, 10, 20][configuration & 3] ?? 0
}

/**
 * How long a packet lasts, ms: 2.5 to 120, a multiple of 2.5. Undefined for what no Opus packet begins with (RFC 6716,
 * 3.4): no byte, two frames of unequal length where they are equal, no frame, more than 120 ms.
 */
export function packetMs(bytes: Uint8Array): number | undefined {
  const [toc, count] = bytes
  if (toc === undefined || bytes.length > MAX_PACKET_BYTES) return undefined
  const frames = framesOf(toc & 3, count, bytes.length)
  const ms = frames * frameMs(toc >> 3)
  return ms > 0 && ms <= 120 ? ms : undefined
}

function framesOf(code: number, count: number | undefined, length: number): number {
  if (code === 0) return 1
  if (code === 1) return length % 2 === 1 ? 2 : 0
  // Two frames of their own lengths, or as many as the next byte says.
  if (count === undefined) return 0
  return code === 2 ? 2 : count & 0x3f
}

/** When the last of `packets` has been heard. */
export function endOf(packets: readonly SoundPacket[]): number | undefined {
  const last = packets[packets.length - 1]
  return last && last.at + (packetMs(last.bytes) ?? 0)
}

/** A packet without a frame in it: decoders go on from what was before, and fade (RFC 6716, 2.1.7 and 4.4). */
const nothing = [60, 40, 20, 10].map((ms, n) => ({ ms, toc: (11 - n) << 3 }))

/**
 * What stands in for sound that is not there, from `from` to at most 10 ms before `until`. A decoder conceals a short hole
 * by it and falls silent in a long one, and whoever plays need not stop for either.
 */
export function concealed(from: number, until: number): SoundPacket[] {
  const packets: SoundPacket[] = []
  let at = from
  for (const { ms, toc } of nothing) {
    for (; at + ms <= until; at += ms) packets.push({ at, bytes: Uint8Array.of(toc) })
  }
  return packets
}
