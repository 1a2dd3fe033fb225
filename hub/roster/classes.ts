import { classDescribed } from '../../core/facts/kinds/class-described.ts'
import { countyOffice } from '../../core/people/places.ts'
import { addDays } from '../../core/school/day.ts'
import type { Bells } from '../../core/school/timetable.ts'
import type { Assembly } from './assembly.ts'
import { bellsOf, defaultBells } from './bells.ts'
import type { KnownClass } from './known.ts'
import { namedBells } from './named-bells.ts'
import type { Placed } from './reader.ts'
import { type Schools, unique } from './schools.ts'

export type Classes = ReadonlyMap<string, KnownClass>

/** Wants an upload's classes, and those whose school has another name now; gives them with those that were there. */
export function classesOf(assembly: Assembly, schools: Schools): Classes {
  const { rows, known, findings, today } = assembly.importing
  const bells = bellsOf(assembly)
  const kept = namedBells(known.classes).sets
  const gradesByCourse = new Map((rows.courses ?? []).map((one) => [one.sourcedId, one.grades]))
  const classes = new Map<string, KnownClass>(known.classes)
  for (const one of unique(rows.classes ?? [], (one) => one.sourcedId, assembly)) {
    const school = schools.get(one.schoolSourcedId)
    const before = known.classes.get(one.sourcedId)
    const grades = one.grades ?? gradesByCourse.get(one.courseSourcedId) ?? before?.grades
    const rung = bellsFor(one, { bells, kept }, before, assembly)
    if (one.sourcedId === countyOffice) findings.fault(one.where, 'kept-for-the-office', { column: 'sourcedId' })
    else if (!school) findings.fault(one.where, 'no-such-school', { value: one.schoolSourcedId })
    else if (!grades) findings.fault(one.where, 'empty', { column: 'grades' })
    else if (school.until && !one.status) findings.fault(one.where, 'ended-school-has-classes', { value: school.name })
    const until = one.status ? (before?.until ?? addDays(today, -1)) : undefined
    const described: KnownClass = {
      class: one.sourcedId,
      name: one.title,
      grades: grades ?? [],
      school: one.schoolSourcedId,
      schoolName: school?.name ?? '',
      bells: rung ?? defaultBells,
      ...(until && { until }),
    }
    // Also with a fault of its own: what names it is not wrong for that.
    classes.set(one.sourcedId, described)
    if (one.sourcedId === countyOffice || !school || !grades || !rung) continue
    assembly.want(classDescribed(described), one.where)
  }
  const listed = new Set((rows.classes ?? []).map((one) => String(one.sourcedId)))
  for (const [id, before] of known.classes) {
    if (listed.has(id)) continue
    const school = schools.get(before.school)
    const rung = bells.get(before.school) ?? before.bells
    const where = rows.orgs?.find((one) => one.sourcedId === before.school)?.where ?? rows.bells?.[0]?.where
    if (!school || !where) continue
    if (school.until && !before.until)
      findings.fault(where, 'ended-school-has-classes', { value: school.name, other: before.name })
    const described = { ...before, schoolName: school.name, bells: rung }
    classes.set(id, described)
    assembly.want(classDescribed(described), where)
  }
  return classes
}

/**
 * The bells that a class names, otherwise its school's, otherwise those that it had.
 *
 * @param told the upload's, and those that the county has, by the names that an export gives them
 */
function bellsFor(
  one: Placed<'classes'>,
  { bells, kept }: Record<'bells' | 'kept', ReadonlyMap<string, Bells>>,
  before: KnownClass | undefined,
  { importing: { findings } }: Assembly,
): Bells | undefined {
  const name = one['metadata.bells']
  if (name !== undefined) {
    const named = bells.get(name) ?? kept.get(name)
    if (!named) findings.fault(one.where, 'no-such-bells', { value: name })
    return named
  }
  const found =
    bells.get(one.schoolSourcedId) ?? before?.bells ?? (bells.size === 1 ? [...bells.values()][0] : undefined)
  if (!found) findings.note(one.where.file, 'bells-by-default', one.title)
  return found ?? defaultBells
}
