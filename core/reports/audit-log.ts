import * as v from 'valibot'
import { DeviceId, PersonId } from '../facts/ids.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Some of the hub's log of who saw and changed what, the latest first, and whether the whole of it is as it was written. */
export const AuditLog = v.object({
  check: v.variant('ok', [
    v.object({ ok: v.literal(true), notes: Count, hash: v.string() }),
    /** The first note that was changed, or left out. */
    v.object({ ok: v.literal(false), n: Count }),
  ]),
  /** When the first note was made, ms since 1970. */
  since: v.optional(Count),
  notes: v.array(
    v.object({
      n: Count,
      /** ms since 1970 */
      at: Count,
      by: v.union([PersonId, v.literal('')]),
      name: v.string(),
      device: v.union([DeviceId, v.literal('')]),
      /** A word such as `roster.imported`; what a newer hub notes is shown as it is. */
      act: v.string(),
      about: v.record(v.string(), v.union([v.string(), v.number()])),
    }),
  ),
})
export type AuditLog = v.InferOutput<typeof AuditLog>
