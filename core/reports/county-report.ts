import * as v from 'valibot'
import { Day, PairId, SchoolId } from '../facts/ids.ts'
import {
  AttendanceFigures,
  Count,
  Counting,
  DeviceFigures,
  HomeworkFigures,
  LessonFigures,
  Moment,
  Period,
  ReachFigures,
} from './figures.ts'

/**
 * What a school's figures lack. never-heard: no device of it has ever been heard. gap: facts that a device has, by their
 * numbers, and the hub has not. parked: facts that wait for something they name. refused: facts that were not taken and
 * that nobody has looked at.
 */
export const Missing = v.variant('what', [
  v.object({ what: v.literal('never-heard') }),
  v.object({ what: v.literal('gap'), place: v.string(), from: Count, to: Count }),
  v.object({ what: v.literal('parked'), place: v.string(), facts: Count }),
  v.object({ what: v.literal('refused'), place: v.string(), facts: Count }),
])
export type Missing = v.InferOutput<typeof Missing>

/** A school in a week, a month or a term. Times are ms since 1970. */
export const SchoolFigures = v.object({
  school: SchoolId,
  name: v.string(),
  /** The names of the schools that help it. */
  helping: v.array(v.string()),
  lessons: LessonFigures,
  attendance: AttendanceFigures,
  reach: ReachFigures,
  homework: HomeworkFigures,
  devices: DeviceFigures,
  /** The last word of any of its devices; `null`: there has been none. */
  heard: v.nullable(Moment),
  /** It has been heard since its last planned lesson, and nothing of what is counted here is still on its way. */
  returned: v.boolean(),
  missing: v.array(Missing),
})
export type SchoolFigures = v.InferOutput<typeof SchoolFigures>

/**
 * A pair (结对) and whether it lives. taught: a lesson in one of its subjects has been held this term. unheard: none that
 * is known of, but some may have been. ahead: none has been due yet. paper: all
 * that was due was not held, or there is nothing of it in the timetable.
 */
export const Standing = v.picklist(['taught', 'unheard', 'ahead', 'paper'])
export type Standing = v.InferOutput<typeof Standing>

/**
 * A subject against the curriculum (开课): lessons of all reported classes, those that a school teaches itself included, as
 * far as their days are over. Fractions come of weeks that are not.
 */
export const Coverage = v.object({
  subject: v.string(),
  /** Whether some class has it taught from afar. */
  fromAfar: v.boolean(),
  /** What the curriculum asks of these classes until now (应开). */
  required: v.number(),
  /** What of it was taught, no class's more than is required of it: what one class has too many makes up for no other. */
  held: v.number(),
  /** What of it may have been taught beside that: the school has not been heard, or does not record such lessons. */
  unknown: v.number(),
  classes: Count,
  /** Classes that have less in their timetable than the curriculum asks for. */
  below: Count,
})
export type Coverage = v.InferOutput<typeof Coverage>

/** A county's week, month, term or year as the hub knows it at a moment (截至). `GET /api/reports/county?week=N`. */
export const CountyReport = v.object({
  /** Which version of the rules these figures were counted by; raised when one of them changes. */
  rules: v.literal(2),
  county: v.string(),
  term: v.string(),
  asOf: Moment,
  counting: v.optional(Counting),
  period: Period,
  /** The present week, or the term's nearest. */
  present: Count,
  /** How many weeks the term has. */
  weeks: Count,
  /** The term's months, `YYYY-MM`. */
  months: v.array(v.string()),
  from: Day,
  to: Day,
  schools: v.array(SchoolFigures),
  subjects: v.array(v.object({ subject: v.string(), lessons: LessonFigures, attendance: AttendanceFigures })),
  /** By which the next is measured: its name. */
  curriculum: v.string(),
  coverage: v.array(Coverage),
  pairs: v.array(
    v.object({
      pair: PairId,
      helping: v.string(),
      helped: v.string(),
      subjects: v.array(v.string()),
      standing: Standing,
    }),
  ),
  totals: v.object({
    schools: Count,
    /** Schools not heard since (未回传): the figures will still change. */
    unheard: Count,
    lessons: LessonFigures,
    attendance: AttendanceFigures,
    reach: ReachFigures,
    homework: HomeworkFigures,
    devices: DeviceFigures,
  }),
})
export type CountyReport = v.InferOutput<typeof CountyReport>
