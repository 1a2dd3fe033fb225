/** How long a packet of Opus sounds, s (RFC 6716, section 3.1). */
export function opusDuration(packet: Buffer): number {
  const head = packet[0] ?? 0
  const config = head >> 3
  const frame = config < 12 ? silk[config & 3] : config < 16 ? hybrid[config & 1] : celt[config & 3]
  const count = (head & 3) === 0 ? 1 : (head & 3) === 3 ? (packet[1] ?? 1) & 0x3f : 2
  return Math.min(0.12, ((frame ?? 20) * Math.max(1, count)) / 1000)
}

const silk = [10, 20, 40, 60]
const hybrid = [10, 20]
const celt = [2.5, 5, 10, 20]
