import * as v from 'valibot'
import { DeviceId } from '../facts/ids.ts'

const Letter = v.pipe(v.number(), v.integer(), v.minValue(0))

/** `GET /api/office/people/ID/words`: what others wrote in which somebody's name stands, and titles; the latest first. */
export const NameWords = v.object({
  words: v.array(
    v.object({
      /** The fact's name. */
      device: DeviceId,
      seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      kind: v.string(),
      /** When it was written, ms since 1970, and by whom; '' for the office's files. */
      at: v.number(),
      by: v.string(),
      /** What it says, and where in it the name stands: UTF-16 code units. */
      field: v.string(),
      text: v.string(),
      spans: v.array(v.object({ from: Letter, below: Letter })),
    }),
  ),
  /** How many more there are. */
  more: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type NameWords = v.InferOutput<typeof NameWords>
