import { endOf, type SoundPacket } from './packet.ts'

/** Packets gathered until they are a segment of ten seconds. Pure. */
export type Gathered = readonly SoundPacket[]

/** How long a segment is, ms: short enough for a late joiner, long enough for a fact of its own. */
const LENGTH = 10_000

/** Adds packets. `full` are those that make a segment now: less than ten seconds where nothing was recorded for a while. */
export function gather(
  gathered: Gathered,
  packets: readonly SoundPacket[],
): { gathered: Gathered; full: readonly SoundPacket[][] } {
  const full: SoundPacket[][] = []
  let open = [...gathered]
  for (const packet of packets) {
    const first = open[0]
    if (first && (endOf([packet]) ?? packet.at) - first.at > LENGTH) {
      full.push(open)
      open = []
    }
    open.push(packet)
  }
  return { gathered: open, full }
}
