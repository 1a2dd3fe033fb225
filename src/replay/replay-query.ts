import type { LessonId } from '../../core/facts/ids.ts'
import { tickMs } from '../../core/ink/measures.ts'
import { type PageRef, pageRef } from '../../core/ink/page-ref.ts'
import { rooms, type ShownPages, shownPages } from '../../core/rows/room.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { type Segment, segments } from '../../core/rows/segment.ts'
import { strokes } from '../../core/rows/stroke.ts'
import { here } from '../here/here.ts'
import { row, rowsUnder } from '../store/rows.ts'

/** What was taught live, along the room's clock: ms since it was opened. */
export interface Replay {
  room: LessonId
  /** How long it is, ms. */
  length: number
  /** Which page was shown from when on, the first first. */
  turns: { page: PageRef; at: number }[]
  /** Pages that are photos of paper. */
  photos: ShownPages['photos']
  /** What was heard, the first first; not all of it may be here. */
  segments: Segment[]
}

/** A lesson that was taught live, as far as it is here; `null` when it was not. Run it in a live query. */
export async function replayOf(lesson: LessonId): Promise<Replay | null> {
  const { store } = here()
  const state = await row(store, rooms, lesson)
  if (!state) return null
  const { room, opened } = state
  const [shown, heard, drawn] = await Promise.all([
    row(store, shownPages, room),
    rowsUnder(store, segments, room, 'host'),
    rowsUnder(store, strokes, room),
  ])
  const turns = (shown?.turns ?? []).map(({ page, at }) => ({ page, at: Math.max(0, at - opened) }))
  const last = drawn[drawn.length - 1]
  const ends = [
    ...heard.map(({ state: one }) => one.from + one.ms),
    ...turns.map(({ at }) => at),
    last ? Number(rowPart(last.key, 1)) * tickMs + 5_000 : 0,
  ]
  return {
    room,
    length: Math.max(1_000, ...ends),
    turns: turns.length > 0 ? turns : [{ page: pageRef('lesson', 0), at: 0 }],
    photos: shown?.photos ?? {},
    segments: heard.map(({ state: one }) => one),
  }
}
