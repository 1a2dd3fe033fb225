import * as v from 'valibot'
import { AssignmentId, ClassId, Day, LessonId, SchoolId } from '../facts/ids.ts'
import { Missing } from './county-report.ts'
import { Count, Counting, Moment } from './figures.ts'

/** What is asked together with the rows: as of when, and how many more there are than are shown. */
const behind = {
  county: v.string(),
  asOf: Moment,
  /** Schools not heard since (未回传). */
  unheard: Count,
  counting: v.optional(Counting),
  more: Count,
}
const who = { school: SchoolId, schoolName: v.string() }

/** What became of a lesson; `before`: no device was there yet that could have told. */
export const Verdict = v.picklist(['held', 'cancelled', 'missed', 'unknown', 'before', 'ahead'])
export type Verdict = v.InferOutput<typeof Verdict>

/** The lessons behind a figure, each with what is known of it. */
export const LessonsBehind = v.object({
  ...behind,
  lessons: v.array(
    v.object({
      ...who,
      lesson: LessonId,
      className: v.string(),
      day: Day,
      start: Moment,
      subject: v.string(),
      /** Minutes by the timetable, and from its opening to the last thing that happened in it. */
      planned: v.number(),
      taught: v.nullable(v.number()),
      marked: Count,
      there: Count,
      verdict: Verdict,
      /** Outside the timetable. */
      extra: v.boolean(),
      reason: v.nullable(v.string()),
      /** When a device that could have recorded it was last heard. */
      heard: v.nullable(Moment),
    }),
  ),
})
export type LessonsBehind = v.InferOutput<typeof LessonsBehind>

/** Classes and subjects against the curriculum, those that lack most first. */
export const CoursesBehind = v.object({
  ...behind,
  curriculum: v.string(),
  courses: v.array(
    v.object({
      ...who,
      class: ClassId,
      className: v.string(),
      subject: v.string(),
      /** Lessons a week: what the curriculum asks for, and what the timetable has. */
      weekly: v.number(),
      timetabled: v.number(),
      /** Until now. */
      required: v.number(),
      held: v.number(),
      unknown: v.number(),
    }),
  ),
})
export type CoursesBehind = v.InferOutput<typeof CoursesBehind>

/** Homework, what waits for a teacher first. */
export const WorkBehind = v.object({
  ...behind,
  work: v.array(
    v.object({
      ...who,
      class: ClassId,
      className: v.string(),
      assignment: AssignmentId,
      title: v.string(),
      subject: v.string(),
      day: Day,
      handed: Count,
      marked: Count,
      returned: Count,
    }),
  ),
})
export type WorkBehind = v.InferOutput<typeof WorkBehind>

/** Devices, the longest silent first. */
export const DevicesBehind = v.object({
  ...behind,
  devices: v.array(
    v.object({
      school: v.nullable(SchoolId),
      schoolName: v.string(),
      place: v.string(),
      kind: v.string(),
      heard: Moment,
      silent: v.boolean(),
      missing: v.array(Missing),
    }),
  ),
})
export type DevicesBehind = v.InferOutput<typeof DevicesBehind>

/** Lessons that were taught live, the latest first, and how each class received its. */
export const LiveBehind = v.object({
  ...behind,
  /** Lessons from afar that were due, and those of them that were taught live. */
  planned: Count,
  live: Count,
  /** That classes received, together; how many classes there were, of all. */
  minutes: Count,
  classes: Count,
  ofClasses: Count,
  lessons: v.array(
    v.object({
      ...who,
      lesson: LessonId,
      className: v.string(),
      day: Day,
      /** When the room was opened. */
      start: Moment,
      subject: v.string(),
      /** From its opening to its closing; what the class received of it. `null` where that is not known. */
      minutes: v.nullable(v.number()),
      received: v.nullable(v.number()),
      /** On which rung of the ladder it was, from which second of the room's clock on, and for how many. 0 is without a line. */
      spells: v.array(v.object({ from: v.number(), s: v.number(), rung: v.number() })),
    }),
  ),
})
export type LiveBehind = v.InferOutput<typeof LiveBehind>
