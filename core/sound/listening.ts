import type { SoundChunk } from './chunk.ts'
import { came, delayWanted, edgeAt, type Lateness, nothingCame } from './lateness.ts'
import { concealed, endOf, type SoundPacket } from './packet.ts'

/**
 * What one who listens to a lesson as it happens does with the chunks that come, and where in them to be. Pure: the player
 * (`src/sound/play-live.ts`) does what is said here. All times are ms of the lesson, but for `now`, the listener's own clock.
 */
export type Listening = {
  readonly lateness: Lateness
  /** Until when packets have been given out. */
  readonly until: number | undefined
}

export const notListening: Listening = { lateness: nothingCame, until: undefined }

/** What a player knows of itself. */
export type Playing = {
  now: number
  /** What is being heard. */
  at: number
  /** What it holds, in order. */
  ranges: readonly Range[]
  /** It has stopped for want of sound. */
  waiting: boolean
  rate: number
}

export type Range = { from: number; until: number }

/** How fast to play, and where to go on from if not from where it is. */
export type Pace = { rate: number; jump?: number }

/** A hole up to this is filled; of a longer one its end, so that one can begin there, ms. */
const FILLED = 2_000

/** Sound may begin so much before the end of what came before it, ms. */
const SEAM = 10

/** Further behind than this beyond the delay that the line needs, what was said is skipped, ms. */
const FAR = 1_500

/** Browsers begin to play with so much ahead, ms, and stop with so much left. */
const [ENOUGH, LEFT] = [200, 90]

/**
 * Takes a chunk. `append` is what to play: its packets but for those that were given out before, and in front of them what
 * fills the hole, where there is one.
 */
export function heard(
  listening: Listening,
  chunk: SoundChunk,
  now: number,
): { listening: Listening; append: SoundPacket[] } {
  const { until } = listening
  // What comes first was kept for who has just come: its beginning says nothing of how late the line is.
  const counted = until === undefined ? { ...chunk, packets: chunk.packets.slice(-1) } : chunk
  const lateness = came(listening.lateness, counted, now)
  const fresh = chunk.packets.filter(({ at }) => until === undefined || at >= until - SEAM)
  const first = fresh[0]
  if (!first) return { listening: { lateness, until }, append: [] }
  const from = Math.max(until ?? 0, first.at - FILLED)
  return { listening: { lateness, until: endOf(fresh) }, append: [...concealed(from, first.at), ...fresh] }
}

/** Where to be now. To be asked after each chunk and some times a second. */
export function pace({ lateness }: Listening, playing: Playing): Pace {
  const { now, at, ranges, waiting } = playing
  const edge = edgeAt(lateness, now)
  const newest = ranges[ranges.length - 1]
  if (edge === undefined || newest === undefined) return { rate: 1 }
  const delay = delayWanted(lateness)
  const behind = edge - at

  // Where one would begin now: never beyond what there is, and never where nothing is.
  const place = Math.max(newest.from, Math.min(edge - delay, newest.until - ENOUGH))
  const inside = ranges.find((range) => at >= range.from - SEAM && at < range.until)
  const ahead = inside ? inside.until - at : 0
  const cutOff = inside !== newest && ahead < LEFT
  if (place > at && (behind > delay + FAR || cutOff)) return { rate: 1, jump: place }
  // A browser that has run dry waits for twice as much each time; told where to play, it begins with what there is.
  if (waiting && ahead >= ENOUGH) return { rate: 1, jump: at }
  return { rate: rateFor(behind - delay, playing.rate) }
}

/** Begins to hurry or to dawdle beyond some tenth of a second, and goes on until it is where it should be. */
function rateFor(tooFar: number, rate: number): number {
  const from = rate === 1 ? 120 : 30
  if (tooFar > from) return tooFar > 400 ? 1.05 : 1.03
  if (tooFar < -from) return 0.97
  return 1
}
