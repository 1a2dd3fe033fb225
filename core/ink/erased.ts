import * as v from 'valibot'
import { DeviceId } from '../facts/ids.ts'
import { lastTick } from './measures.ts'

/** When a stroke began, and with its writer's device its name in the room. */
export const StrokeTick = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(lastTick))

/** Strokes by their writers that were erased, or by `back` brought back; of two that speak of one stroke the later counts. */
export const ErasedStrokes = v.object({
  /** When, by the room's time. */
  tick: StrokeTick,
  strokes: v.pipe(v.array(v.object({ by: DeviceId, stroke: StrokeTick })), v.minLength(1), v.maxLength(500)),
  back: v.optional(v.literal(true)),
})
export type ErasedStrokes = v.InferOutput<typeof ErasedStrokes>
