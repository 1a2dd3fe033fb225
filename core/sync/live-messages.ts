import * as v from 'valibot'
import { Pull, Receipt } from './messages.ts'

const Id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** What a device says on the live channel. The first thing is `hello`, with a proof over the hub's nonce. */
export const FromDevice = v.variant('t', [
  v.object({
    t: v.literal('hello'),
    authorization: v.pipe(v.string(), v.maxLength(2_000)),
    cursors: v.record(v.string(), v.string()),
    /** It answers each `pull` as it does a beat: the hub need say none behind it. */
    answersPulls: v.optional(v.boolean()),
    /** As in `line`. */
    thin: v.optional(v.boolean()),
  }),
  v.object({ t: v.literal('facts'), id: Id, facts: v.string() }),
  /** `cursors`: what it was told last lies on top of what it has not read; the hub goes on from here. */
  v.object({ t: v.literal('beat'), cursors: v.optional(v.record(v.string(), v.string())) }),
  /** Whether its line carries the board and no sound: the hub then beats seldom. */
  v.object({ t: v.literal('line'), thin: v.boolean() }),
])
export type FromDevice = v.InferOutput<typeof FromDevice>

/** What the hub says. `pull` comes whenever something has grown. */
export const FromHub = v.variant('t', [
  v.object({ t: v.literal('nonce'), nonce: v.string() }),
  v.object({ t: v.literal('pull'), pull: Pull }),
  v.object({ t: v.literal('receipt'), id: Id, receipt: Receipt }),
  v.object({ t: v.literal('beat') }),
])
export type FromHub = v.InferOutput<typeof FromHub>
