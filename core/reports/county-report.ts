import * as v from 'valibot'
import { Day, LessonId, PairId, SchoolId } from '../facts/ids.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Moment = Count

/** Lessons that a helping school teaches, by the timetable. `planned` is the sum of the next three. */
export const LessonFigures = v.object({
  /** Whose end has come. */
  planned: Count,
  /** Held: 80 % of their minutes, and a register. */
  held: Count,
  /** Not held: the school has been heard since, and there was none. */
  missed: Count,
  /** Nobody can know yet: the school has not been heard since its end. */
  unknown: Count,
  /** Still to come this week. */
  ahead: Count,
})
export type LessonFigures = v.InferOutput<typeof LessonFigures>

/** Places in the registers of those lessons: how many were marked, and how many of them were there, late ones too. */
export const AttendanceFigures = v.object({ marked: Count, there: Count })
export type AttendanceFigures = v.InferOutput<typeof AttendanceFigures>

/** Homework set for the week's days: pieces of work handed in, and those of them that a teacher has marked. */
export const HomeworkFigures = v.object({ set: Count, handed: Count, marked: Count })
export type HomeworkFigures = v.InferOutput<typeof HomeworkFigures>

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

/** A school's week. Times are ms since 1970. */
export const SchoolWeek = v.object({
  school: SchoolId,
  name: v.string(),
  /** The names of the schools that help it. */
  helping: v.array(v.string()),
  lessons: LessonFigures,
  attendance: AttendanceFigures,
  homework: HomeworkFigures,
  /** The last word of any of its devices; `null`: there has been none. */
  heard: v.nullable(Moment),
  /** It has been heard since its last planned lesson, and nothing of what is counted here is still on its way. */
  returned: v.boolean(),
  missing: v.array(Missing),
  missedLessons: v.array(LessonId),
  unknownLessons: v.array(LessonId),
})
export type SchoolWeek = v.InferOutput<typeof SchoolWeek>

/**
 * A pair (结对) and whether it lives. taught: a lesson in one of its subjects has been held this term. unheard: none that
 * is known of, but some may have been. ahead: none has been due yet. paper: all
 * that was due was not held, or there is nothing of it in the timetable.
 */
export const PairStanding = v.object({
  pair: PairId,
  helping: v.string(),
  helped: v.string(),
  subjects: v.array(v.string()),
  standing: v.picklist(['taught', 'unheard', 'ahead', 'paper']),
})
export type PairStanding = v.InferOutput<typeof PairStanding>

/** A county's week as the hub knows it at a moment (截至). `GET /api/reports/county?week=N`. */
export const CountyReport = v.object({
  /** Which version of the rules these figures were counted by; raised when one of them changes. */
  rules: v.literal(1),
  county: v.string(),
  term: v.string(),
  /** ms since 1970. */
  asOf: Moment,
  week: Count,
  /** How many weeks the term has. */
  weeks: Count,
  from: Day,
  to: Day,
  schools: v.array(SchoolWeek),
  subjects: v.array(v.object({ subject: v.string(), lessons: LessonFigures, attendance: AttendanceFigures })),
  pairs: v.array(PairStanding),
  totals: v.object({
    schools: Count,
    /** Schools not heard since (未回传): the figures will still change. */
    unheard: Count,
    lessons: LessonFigures,
    attendance: AttendanceFigures,
    homework: HomeworkFigures,
  }),
})
export type CountyReport = v.InferOutput<typeof CountyReport>
