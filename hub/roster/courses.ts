import { coursePlanned } from '../../core/facts/kinds/course-planned.ts'
import type { PlannedLesson } from '../../core/school/timetable.ts'
import type { Assembly } from './assembly.ts'
import type { Classes } from './classes.ts'
import type { KnownCourse } from './known.ts'
import { hasName, type People } from './people.ts'
import type { Placed } from './reader.ts'
import { type Schools, unique } from './schools.ts'

/** By `CLASS/COURSE`. */
export type Courses = ReadonlyMap<string, KnownCourse>

/** Wants an upload's courses, and those whose host or school has another name now; gives them with those that were there. */
export function coursesOf(assembly: Assembly, people: People, schools: Schools, classes: Classes): Courses {
  const { rows, known, findings } = assembly.importing
  const courses = new Map<string, KnownCourse>(known.courses)
  const key = (one: Pick<Placed<'hostedCourses'>, 'class' | 'course'>) => `${one.class}/${one.course}`
  const listed = unique(rows.hostedCourses ?? [], key, assembly)
  for (const one of listed) {
    const host = people.numbered(one.host)
    const school = schools.get(one.school)
    if (!classes.has(one.class)) findings.fault(one.where, 'no-such-class', { value: one.class })
    if (!host) findings.fault(one.where, 'no-such-person', { value: one.host })
    if (!school) findings.fault(one.where, 'no-such-school', { value: one.school })
    const plan = planOf(one, assembly)
    if (!classes.has(one.class) || !host || !school || !hasName(host, assembly)) continue
    const planned: KnownCourse = {
      class: one.class,
      course: one.course,
      subject: one.subject,
      host: host.person,
      hostName: host.name,
      hostSchool: one.school,
      hostSchoolName: school.name,
      plan: plan ?? [],
      ...(known.erased.has(host.person) && { erased: true as const }),
    }
    // Also with a fault of its plan: what names the course is not wrong for that.
    courses.set(key(one), planned)
    if (plan) assembly.want(coursePlanned(planned), one.where)
  }
  const here = new Set(listed.map(key))
  for (const [id, before] of known.courses) {
    const host = people.listed.get(before.host)
    const where = host?.where ?? rows.orgs?.find((one) => one.sourcedId === before.hostSchool)?.where
    if (here.has(id) || !where) continue
    const planned = {
      ...before,
      ...(host && !host.gone && { hostName: host.name }),
      hostSchoolName: schools.get(before.hostSchool)?.name ?? before.hostSchoolName,
    }
    courses.set(id, planned)
    assembly.want(coursePlanned(planned), where)
  }
  return courses
}

/** The packages that are named, in their order; without any what was planned before. `undefined` after a fault. */
function planOf(
  one: Placed<'hostedCourses'>,
  { importing: { known, findings } }: Assembly,
): PlannedLesson[] | undefined {
  const before = known.courses.get(`${one.class}/${one.course}`)?.plan ?? []
  if (one.plan.length === 0) return before
  const missing = one.plan.find((id) => !known.packages.has(id))
  if (missing !== undefined) {
    findings.fault(one.where, 'no-such-package', { value: missing })
    return undefined
  }
  // A lesson whose place in the plan has the same package keeps the version that it was planned with.
  return one.plan.flatMap((id, n) => (before[n]?.package === id ? before[n] : (known.packages.get(id) ?? [])))
}
