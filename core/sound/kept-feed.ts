import type { Range } from './listening.ts'
import { concealed, endOf, type SoundPacket } from './packet.ts'
import { heardBetween } from './segment.ts'

/** How kept sound is fed to a player: what it lacks, and what it is given. Pure; times are ms of the lesson. */

/** So much is held ahead of what is heard, and kept behind it, ms. */
const [AHEAD, BEHIND] = [15_000, 30_000]

/** A decoder that begins in the middle needs so much before, ms (RFC 7845, 4.6). */
const PREROLL = 80

/** From when on sound is lacking at `at`, in a lesson that ends at `ends`; undefined when enough is there. */
export function lackingFrom(ranges: readonly Range[], at: number, rate: number, ends: number): number | undefined {
  const inside = ranges.find((range) => at >= range.from - PREROLL && at < range.until)
  const from = inside?.until ?? at
  return from < Math.min(ends - PREROLL, at + AHEAD * Math.max(1, rate)) ? from : undefined
}

/** What a player may forget: all before this, ms; undefined while it is not worth it. */
export function forgettable(ranges: readonly Range[], at: number): number | undefined {
  const first = ranges[0]
  return first && first.from < at - 2 * BEHIND ? at - BEHIND : undefined
}

/** What is heard from `from` until `until`, with its holes filled by silence. */
export function withoutHoles(packets: readonly SoundPacket[], from: number, until: number): SoundPacket[] {
  const all: SoundPacket[] = []
  let end = from
  for (const packet of heardBetween(packets, from - PREROLL, until)) {
    if (packet.at > end) all.push(...concealed(end, packet.at))
    else if (all.length === 0) end = packet.at
    all.push(packet)
    end = Math.max(end, endOf([packet]) ?? packet.at)
  }
  all.push(...concealed(end, until))
  return all
}
