import type { LessonId } from '../facts/ids.ts'
import { tickMs } from '../ink/measures.ts'
import { pageRef } from '../ink/page-ref.ts'
import type { ShownPages } from '../rows/room.ts'
import type { Segment } from '../rows/segment.ts'
import type { StrokesOfTick } from '../rows/stroke.ts'
import { writeHead } from './file.ts'
import type { BoardAndSound } from './heads.ts'
import { writeStrokes } from './strokes.ts'

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

/** What was taught, along the room's clock, with all of its ink; its sound comes beside it. */
export type Timeline = Omit<BoardAndSound, 'sound' | 'strokes'>

/** The timeline of what there is. */
export function timelineOf({ room, opened, shown, segments, strokes }: Taught): Timeline {
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

/** What was heard, the first first. Times on the room's clock, ms. */
export interface HeardSegment {
  from: number
  ms: number
  /** A segment (`docs/formats/sound.md`). */
  bytes: Uint8Array
}

/** A file of board and sound, as parts that follow each other. */
export function boardAndSound({ ink, ...timeline }: Timeline, heard: readonly HeardSegment[]): Uint8Array[] {
  const { by, bytes } = writeStrokes(ink.flatMap(({ drawn }) => drawn))
  let at = bytes.length
  const sound = heard.map(({ from, ms, bytes: { length } }) => {
    at += length
    return { from, ms, at: at - length, bytes: length }
  })
  const head: BoardAndSound = {
    ...timeline,
    strokes: { by: [...by], at: 0, bytes: bytes.length },
    ink: ink.flatMap(({ erased }) => (erased.length > 0 ? [{ drawn: [], erased }] : [])),
    sound,
  }
  return [writeHead(head), bytes, ...heard.map((one) => one.bytes)]
}

/** What pupils made is not kept beyond the lesson: whoever is erased could not be taken out of it. */
function photosKept(shown: ShownPages | undefined): ShownPages['photos'] {
  const work: readonly string[] = shown?.work ?? []
  return Object.fromEntries(Object.entries(shown?.photos ?? {}).filter(([page]) => !work.includes(page)))
}
