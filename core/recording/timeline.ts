import type { LessonId } from '../facts/ids.ts'
import { tickMs } from '../ink/measures.ts'
import { pageRef } from '../ink/page-ref.ts'
import type { ShownPages } from '../rows/room.ts'
import type { Segment } from '../rows/segment.ts'
import type { StrokesOfTick } from '../rows/stroke.ts'
import type { BoardAndSound } from './heads.ts'

/** What there is of a room; `strokes` with their ticks. */
export interface Taught {
  room: LessonId
  /** ms since 1970. */
  opened: number
  shown: ShownPages | undefined
  segments: readonly Segment[]
  strokes: readonly { tick: number; state: StrokesOfTick }[]
}

/** A stroke is looked at for so long at least, ms. */
const afterwards = 5_000

/** What was taught, along the room's clock; its sound comes beside it. */
export function timelineOf({ room, opened, shown, segments, strokes }: Taught): Omit<BoardAndSound, 'sound'> {
  const turns = (shown?.turns ?? []).map(({ page, at }) => ({ page, at: Math.max(0, at - opened) }))
  const last = strokes.reduce((most, { tick }) => Math.max(most, tick), 0)
  const ends = [
    ...segments.map(({ from, ms }) => from + ms),
    ...turns.map(({ at }) => at),
    last > 0 ? last * tickMs + afterwards : 0,
  ]
  return {
    format: 1,
    room,
    ms: Math.round(ends.reduce((most, end) => Math.max(most, end), 1_000)),
    ...(shown?.package && { package: shown.package }),
    ...(shown?.manifest && { manifest: shown.manifest }),
    turns: turns.length > 0 ? turns : [{ page: pageRef('lesson', 0), at: 0 }],
    photos: photosKept(shown),
    ink: strokes.map(({ state }) => state),
  }
}

/** A timeline with what was heard: where each piece lies behind the head, in their order. `bytes`: how many. */
export function withSound(
  timeline: Omit<BoardAndSound, 'sound'>,
  pieces: readonly { from: number; ms: number; bytes: number }[],
): BoardAndSound {
  let at = 0
  const sound = pieces.map((piece) => {
    const placed = { ...piece, at }
    at += piece.bytes
    return placed
  })
  return { ...timeline, sound }
}

/** What pupils made is not kept beyond the lesson: whoever is erased could not be taken out of it. */
function photosKept(shown: ShownPages | undefined): ShownPages['photos'] {
  const work: readonly string[] = shown?.work ?? []
  return Object.fromEntries(Object.entries(shown?.photos ?? {}).filter(([page]) => !work.includes(page)))
}
