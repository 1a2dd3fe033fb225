import type { SoundChunk } from './chunk.ts'
import { endOf } from './packet.ts'

/**
 * How late chunks come, as one who listens sees it: their times are the lesson's and the arrivals the listener's own clock, of
 * which nobody needs to know how they differ. The chunk that came quickest of late says it.
 */
export type Lateness = { readonly arrivals: readonly Arrival[] }

/** Both in ms: `start` and `end` of what came, as its lesson has them, `now` on the listener's clock. */
type Arrival = { now: number; start: number; end: number }

/** How long an arrival counts, ms. The clocks of two devices drift apart by some ms in it, no more. */
const WINDOW = 30_000

/** A chunk each 60 ms for as long; whoever sends more is not listened to for longer. */
const MOST = 500

/** The share of chunks that shall have come before they are wanted. */
const SHARE = 0.97

/** What a browser holds ready in front of the loudspeaker, and a little for timers that come late, ms. */
const RESERVE = 150

const [SHORTEST, LONGEST] = [400, 1_500]

export const nothingCame: Lateness = { arrivals: [] }

export function came(lateness: Lateness, { packets }: SoundChunk, now: number): Lateness {
  const [start, end] = [packets[0]?.at ?? 0, endOf(packets) ?? 0]
  const recent = lateness.arrivals.filter((arrival) => arrival.now > now - WINDOW)
  return { arrivals: [...recent.slice(1 - MOST), { now, start, end }] }
}

/** The lesson's time that could be heard now if everything came as quickly as the quickest; undefined before anything came. */
export function edgeAt({ arrivals }: Lateness, now: number): number | undefined {
  return arrivals.length === 0 ? undefined : now - quickest(arrivals)
}

/**
 * How far behind that edge one should listen, ms: so that of the last half minute's chunks nearly all would have been there, but
 * never less than 0.4 s nor more than 1.5 s.
 */
export function delayWanted({ arrivals }: Lateness): number {
  const base = quickest(arrivals)
  const needs = arrivals.map(({ now, start }) => now - base - start).sort((a, b) => a - b)
  const need = needs[Math.min(needs.length - 1, Math.floor(needs.length * SHARE))] ?? 0
  return Math.min(LONGEST, Math.max(SHORTEST, Math.round(need + RESERVE)))
}

function quickest(arrivals: readonly Arrival[]): number {
  return arrivals.reduce((least, { now, end }) => Math.min(least, now - end), Number.POSITIVE_INFINITY)
}
