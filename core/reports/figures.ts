import * as v from 'valibot'

export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** ms since 1970 */
export const Moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Why lessons were called off: how many for each reason. A reason that a newer hub knows is shown as it is. */
export const Reasons = v.record(v.string(), Count)

/** Lessons that a helping school teaches, by the timetable. `planned` is the sum of the next four. */
export const LessonFigures = v.object({
  /** Whose end has come. */
  planned: Count,
  /** Held: 80 % of their minutes, and a register. */
  held: Count,
  /** Called off, with a reason. */
  cancelled: Count,
  /** Not held and not called off: the school has been heard since, and there was none. */
  missed: Count,
  /** Nobody can know yet: the school has not been heard since its end. */
  unknown: Count,
  /** Still to come in this time. */
  ahead: Count,
  reasons: Reasons,
  /** Held outside the timetable; in none of the figures above. */
  extra: Count,
})
export type LessonFigures = v.InferOutput<typeof LessonFigures>

/** Places in the registers of those lessons: how many were marked, and how many of them were there, late ones too. */
export const AttendanceFigures = v.object({ marked: Count, there: Count })
export type AttendanceFigures = v.InferOutput<typeof AttendanceFigures>

/** Whom lessons from afar have reached: classes in which one was held, of those that have any, and children who were there. */
export const ReachFigures = v.object({ classes: Count, ofClasses: Count, pupils: Count })
export type ReachFigures = v.InferOutput<typeof ReachFigures>

/** Homework set for days of this time: pieces of work handed in, those that a teacher has marked, and given back. */
export const HomeworkFigures = v.object({ set: Count, handed: Count, marked: Count, returned: Count })
export type HomeworkFigures = v.InferOutput<typeof HomeworkFigures>

/** Devices that count: how many there are, were heard today, in the last seven days, and how many were not. */
export const DeviceFigures = v.object({ known: Count, today: Count, week: Count, silent: Count })
export type DeviceFigures = v.InferOutput<typeof DeviceFigures>

/** How much of what is reported is still to be counted (正在统计), of how much: what is not counted is unknown. */
export const Counting = v.object({ left: Count, of: Count })
export type Counting = v.InferOutput<typeof Counting>

/** The days, in words that a file's name can have: `week=13`, `month=2026-11`, `term`, `year`. */
export const Period = v.variant('is', [
  v.object({ is: v.literal('week'), week: v.pipe(Count, v.minValue(1)) }),
  v.object({ is: v.literal('month'), month: v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/)) }),
  v.object({ is: v.literal('term') }),
  v.object({ is: v.literal('year') }),
])
export type Period = v.InferOutput<typeof Period>

/** How a period stands in an address: `week=13`, `month=2026-11`, `span=term`. */
export function periodQuery(period: Period): string {
  if (period.is === 'week') return `week=${period.week}`
  return period.is === 'month' ? `month=${period.month}` : `span=${period.is}`
}
