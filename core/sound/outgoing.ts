import { joinChunks, type SoundChunk } from './chunk.ts'
import { endOf } from './packet.ts'

/**
 * What is to go out on a line, at the one who speaks and, for each who listens, at the hub: short chunks while the line takes
 * them, longer ones when it is thin, and the oldest not at all when it cannot keep up. Pure.
 */
export type Outgoing = {
  readonly waiting: readonly SoundChunk[]
  /** How long chunks are to be, ms. */
  readonly length: number
  /** Since when the line has taken everything at once, `now` of that moment; undefined while it has not. */
  readonly easySince: number | undefined
  /** How long it has to be easy before short chunks are tried again, ms. */
  readonly patience: number
}

export type Line = {
  now: number
  /** Bytes given to the line that it has not taken yet: a WebSocket's `bufferedAmount`. */
  pending: number
  /** Its other end is late with its word that it has what was sent: a line that has swallowed more than it carries shows by nothing else. */
  stuck: boolean
}

/** Lengths of chunks, ms: MediaRecorder has packets of 60, so this is one or two of them, or four. */
const [SHORT, LONG] = [100, 240]

/** So much sound is kept for a line that is stuck, ms: what is older is not sent. It is in the segment all the same. */
const KEPT = 2_000

/** With more than this under way the line is full, bytes: half a second of voice. */
const FULL = 1_000

/** A line that was full is tried with short chunks again after so much time, each time that fails twice as much, ms. */
const [PATIENCE, MOST_PATIENCE] = [10_000, 320_000]

export const nothingGoes: Outgoing = {
  waiting: [],
  length: SHORT,
  easySince: undefined,
  patience: PATIENCE / 2,
}

/**
 * Takes what has come to be sent, none or more, and says what to send now. `dropped` is how many packets will never be sent:
 * their numbers stay out, so that whoever listens knows.
 */
export function goOut(
  outgoing: Outgoing,
  coming: readonly SoundChunk[],
  { now, pending, stuck }: Line,
): { outgoing: Outgoing; send: SoundChunk[]; dropped: number } {
  const full = pending > FULL || stuck
  const easySince = full ? undefined : (outgoing.easySince ?? now)
  const failed = full && outgoing.length === SHORT
  const patience = failed ? Math.min(MOST_PATIENCE, outgoing.patience * 2) : outgoing.patience
  const eased = easySince !== undefined && now - easySince >= patience
  const length = full ? LONG : eased ? SHORT : outgoing.length
  const { kept, dropped } = keepNewest(gathered([...outgoing.waiting, ...coming]))
  if (full) return { outgoing: { waiting: kept, length, easySince, patience }, send: [], dropped }
  // Only the last may still be growing.
  const last = kept[kept.length - 1]
  const growing = last !== undefined && lasts(last) < length
  const send = growing ? kept.slice(0, -1) : kept
  return { outgoing: { waiting: growing ? [last] : [], length, easySince, patience }, send, dropped }
}

/** Chunks that follow each other as one, up to the longest that is sent. */
function gathered(chunks: readonly SoundChunk[]): SoundChunk[] {
  const joined: SoundChunk[] = []
  for (const chunk of chunks) {
    const before = joined.pop()
    const both = before && lasts(before) < LONG ? joinChunks(before, chunk) : undefined
    if (both) joined.push(both)
    else joined.push(...(before ? [before, chunk] : [chunk]))
  }
  return joined
}

function keepNewest(chunks: readonly SoundChunk[]): { kept: SoundChunk[]; dropped: number } {
  const end = chunks.reduce((latest, { packets }) => Math.max(latest, endOf(packets) ?? 0), 0)
  const kept = chunks.filter(({ packets }) => (packets[0]?.at ?? 0) >= end - KEPT)
  const left = chunks.filter((chunk) => !kept.includes(chunk))
  return { kept, dropped: left.reduce((sum, { packets }) => sum + packets.length, 0) }
}

function lasts({ packets }: SoundChunk): number {
  return (endOf(packets) ?? 0) - (packets[0]?.at ?? 0)
}
