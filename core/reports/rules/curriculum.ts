import * as v from 'valibot'
import usual from './curriculum-2022.json' with { type: 'json' }

const Subject = v.pipe(v.string(), v.minLength(1), v.maxLength(40))
const Periods = v.pipe(v.number(), v.minValue(0), v.maxValue(20))

/** How many lessons a week each grade has to have, by subject: rules as data. A county may bring its province's own. */
export const Curriculum = v.object({
  /** What reports call it: which table, of when. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  /** Other words for a subject that timetables use. */
  alias: v.optional(v.record(Subject, Subject), {}),
  /** By grade, 1 to 9. */
  weekly: v.record(v.pipe(v.string(), v.regex(/^[1-9]$/)), v.record(Subject, Periods)),
})
export type Curriculum = v.InferOutput<typeof Curriculum>

/** What holds where a county has brought none. */
export const usualCurriculum: Curriculum = v.parse(Curriculum, usual)

/** The subject as the curriculum calls it. */
export function subjectIn(curriculum: Curriculum, subject: string): string {
  return curriculum.alias[subject] ?? subject
}

/** By subject: lessons a week for a class. A room with several grades has what the one that needs most has. */
export function weeklyFor(curriculum: Curriculum, grades: readonly number[]): Map<string, number> {
  const weekly = new Map<string, number>()
  for (const grade of grades) {
    for (const [subject, periods] of Object.entries(curriculum.weekly[String(grade)] ?? {})) {
      weekly.set(subject, Math.max(weekly.get(subject) ?? 0, periods))
    }
  }
  return weekly
}
