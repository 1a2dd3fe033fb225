import type { Importing } from './assembly.ts'
import type { Placed, Rows } from './reader.ts'

/**
 * An upload's rows without what is no business of a county here, each class of it told: those of other stages (学前, 高中) with
 * their lists and lessons, and such as are over and were never known, where something is missing that a class must have. A
 * class that is known and is of another stage now is over.
 */
export function ofTheNineYears({ rows, known, findings }: Pick<Importing, 'rows' | 'known' | 'findings'>): Rows {
  const gradesByCourse = new Map((rows.courses ?? []).map((one) => [one.sourcedId, one.grades]))
  const schools = new Set<string>(known.schools.keys())
  for (const { sourcedId, type } of rows.orgs ?? []) if (type === 'school' || type === 'point') schools.add(sourcedId)
  const passedOver = new Set<string>()
  const kept = (one: Placed<'classes'>): Placed<'classes'>[] => {
    const grades = one.grades ?? gradesByCourse.get(one.courseSourcedId)
    const isOfOthers = grades?.length === 0
    const before = known.classes.get(one.sourcedId)
    if (before) return [isOfOthers ? { ...one, grades: before.grades, status: true } : one]
    if (isOfOthers && !one.status) findings.note(one.where.file, 'other-stages', one.title)
    const wasNever = one.status && (!grades || !schools.has(one.schoolSourcedId))
    if (!isOfOthers && !wasNever) return [one]
    passedOver.add(one.sourcedId)
    return []
  }
  const classes = rows.classes?.flatMap(kept)
  if (passedOver.size === 0) return { ...rows, ...(classes && { classes }) }
  const of = (id: string) => !passedOver.has(id)
  return {
    ...rows,
    ...(classes && { classes }),
    ...(rows.enrollments && { enrollments: rows.enrollments.filter((one) => of(one.classSourcedId)) }),
    ...(rows.timetable && { timetable: rows.timetable.filter((one) => of(one.class)) }),
    ...(rows.hostedCourses && { hostedCourses: rows.hostedCourses.filter((one) => of(one.class)) }),
  }
}
