import * as v from 'valibot'
import { BlobHash, DeviceId, LessonId, PackageId } from '../facts/ids.ts'
import { DrawnStroke } from '../ink/drawn.ts'
import { ErasedStrokes } from '../ink/erased.ts'
import { PageRef } from '../ink/page-ref.ts'
import { stretch } from './file.ts'

const ms = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** The head of board and sound. Times are on the room's clock, ms. */
export const BoardAndSound = v.object({
  format: v.literal(1),
  room: LessonId,
  ms,
  /** The version of the package whose pages were shown. */
  package: v.optional(PackageId),
  manifest: v.optional(BlobHash),
  /** Which page was shown from when on, the first first. */
  turns: v.pipe(v.array(v.object({ page: PageRef, at: ms })), v.minLength(1), v.maxLength(10_000)),
  /** Pages that are photos of paper. */
  photos: v.record(PageRef, BlobHash),
  /** What was drawn, as bytes (`strokes.ts`), and by whom. */
  strokes: v.optional(v.object({ by: v.pipe(v.array(DeviceId), v.maxLength(1_000)), ...stretch })),
  /** By the tick in which it was erased; files from before `strokes` have here what was drawn, too. */
  ink: v.pipe(
    v.array(
      v.object({
        drawn: v.array(v.object({ by: DeviceId, ...DrawnStroke.entries })),
        erased: v.array(v.object({ by: DeviceId, ...ErasedStrokes.entries })),
      }),
    ),
    v.maxLength(100_000),
  ),
  /** Segments (`sound.md`), in their order. */
  sound: v.pipe(v.array(v.object({ from: ms, ms, ...stretch })), v.maxLength(10_000)),
})
export type BoardAndSound = v.InferOutput<typeof BoardAndSound>

/** The head of a picture: CMAF segments whose times count from 1970. */
export const MovingPicture = v.object({
  format: v.literal(1),
  /** When the room's clock began, ms since 1970. */
  opened: ms,
  /** What a player is told first, and with which media type. */
  inits: v.pipe(v.array(v.object({ type: v.pipe(v.string(), v.maxLength(100)), ...stretch })), v.maxLength(1_000)),
  /** In their order; `init` is the number of what each needs first. */
  pieces: v.pipe(v.array(v.object({ from: ms, ms, init: ms, ...stretch })), v.maxLength(50_000)),
})
export type MovingPicture = v.InferOutput<typeof MovingPicture>
