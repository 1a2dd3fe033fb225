import * as v from 'valibot'
import { Day, PairId, SchoolId } from '../facts/ids.ts'
import { Standing } from './county-report.ts'
import { Count, Counting, Moment } from './figures.ts'

/** A week of a pair: its lessons by the timetable, and what became of them. */
export const PairWeek = v.object({
  week: Count,
  due: Count,
  held: Count,
  unknown: Count,
  cancelled: Count,
  ahead: Count,
})
export type PairWeek = v.InferOutput<typeof PairWeek>

/** The county's pairs over its term, as the hub knows them at a moment. `GET /api/reports/pairs`. */
export const PairBook = v.object({
  county: v.string(),
  term: v.string(),
  asOf: Moment,
  /** The present week, or the term's nearest. */
  present: Count,
  pairs: v.array(
    v.object({
      pair: PairId,
      helping: v.string(),
      helped: v.string(),
      helpedSchool: SchoolId,
      subjects: v.array(v.string()),
      from: Day,
      until: v.nullable(Day),
      /** Lessons a week: what was agreed, and what the timetable has. */
      weekly: Count,
      timetabled: v.number(),
      weeks: v.array(PairWeek),
      /** The day of the last one that was held. */
      lastHeld: v.nullable(Day),
      standing: Standing,
    }),
  ),
  /** Teaching points that nobody helps. */
  without: v.array(v.object({ school: SchoolId, name: v.string() })),
  unheard: Count,
  counting: v.optional(Counting),
})
export type PairBook = v.InferOutput<typeof PairBook>
