import type { BlobHash, LessonId } from '../../core/facts/ids.ts'
import { InkBoard } from '../../core/ink/board.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { BoardAndSound } from '../../core/recording/heads.ts'
import { readStrokes } from '../../core/recording/strokes.ts'
import { timelineOf } from '../../core/recording/timeline.ts'
import { type Recording, recordings } from '../../core/rows/recording.ts'
import { rooms, type ShownPages, shownPages } from '../../core/rows/room.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { segments } from '../../core/rows/segment.ts'
import { strokes } from '../../core/rows/stroke.ts'
import { here } from '../here/here.ts'
import { openFile } from '../library/recordings/index.ts'
import { row, rowsUnder } from '../store/rows.ts'
import { type HeardPiece, pieceOf } from './kept-source.ts'

/** What was taught live, along the room's clock: ms since it was opened. */
export interface Replay {
  room: LessonId
  /** How long it is, ms. */
  length: number
  /** Which page was shown from when on, the first first. */
  turns: { page: PageRef; at: number }[]
  /** Pages that are photos of paper. */
  photos: ShownPages['photos']
  /** The version of the package whose pages they are. */
  manifest: BlobHash | undefined
  /** What was heard, the first first; not all of it may be here. */
  sound: readonly HeardPiece[]
  /** What was drawn, where it is in one piece here; else it is in the room's rows. */
  ink: InkBoard | undefined
  /** What is here of it is the same as long as this is. */
  name: string
  recording: Recording | undefined
}

/**
 * A lesson that was taught live, from its recording, or from the room itself as far as that is here.
 * `null` when it was not; `coming`: it was, and is not here yet. Run it in a live query.
 */
export async function replayOf(lesson: LessonId): Promise<Replay | 'coming' | null> {
  const { store } = here()
  const [recording, state] = await Promise.all([row(store, recordings, lesson), row(store, rooms, lesson)])
  if (recording?.withdrawn) return null
  const recorded = recording && (await fromRecording(recording))
  if (recorded) return recorded
  if (!state) return recording ? 'coming' : null
  const { room, opened } = state
  const [shown, heard, drawn] = await Promise.all([
    row(store, shownPages, room),
    rowsUnder(store, segments, room, 'host'),
    rowsUnder(store, strokes, room),
  ])
  const all = heard.map((one) => one.state)
  const { ms, turns, photos, manifest } = timelineOf({
    ...{ room, opened, shown, segments: all },
    strokes: drawn.map((one) => ({ tick: Number(rowPart(one.key, 1)), state: one.state })),
  })
  return {
    ...{ room, length: ms, turns, photos, manifest, recording, ink: undefined },
    sound: all.map(pieceOf),
    name: `${room} ${ms} ${all.map(({ from }) => from).join()}`,
  }
}

/** The last that was opened: a live query asks again whenever anything changes, and a head takes a moment to read. */
let last: { blob: string; replay: Omit<Replay, 'recording'> } | undefined

async function fromRecording(recording: Recording): Promise<Replay | undefined> {
  const { blob } = recording.light
  if (last?.blob === blob) return { ...last.replay, recording }
  const file = await openFile(here().store, blob, BoardAndSound)
  if (!file) return undefined
  const { room, ms, turns, photos, manifest, strokes: ofInk, ink, sound } = file.head
  const board = new InkBoard()
  const written = ofInk ? readStrokes(ofInk.by, await file.read(ofInk)) : []
  for (const { by, ...one } of written) board.takeDrawn(by, one)
  for (const { drawn, erased } of ink) {
    for (const { by, ...one } of drawn) board.takeDrawn(by, one)
    for (const { by, ...one } of erased) board.takeErased(by, one)
  }
  const replay = {
    ...{ room, length: ms, turns, photos, manifest, ink: board, name: blob },
    sound: sound.map((one) => ({ from: one.from, ms: one.ms, bytes: () => file.read(one) })),
  }
  last = { blob, replay }
  return { ...replay, recording }
}
