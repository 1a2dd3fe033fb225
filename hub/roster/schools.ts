import * as v from 'valibot'
import type { SchoolId } from '../../core/facts/ids.ts'
import { schoolDescribed } from '../../core/facts/kinds/school-described.ts'
import { addDays } from '../../core/school/day.ts'
import type { Assembly } from './assembly.ts'
import { SchoolCode } from './cells.ts'
import { placeText } from './findings.ts'
import type { KnownSchool } from './known.ts'
import type { Placed } from './reader.ts'

export type Schools = ReadonlyMap<string, Pick<KnownSchool, 'school' | 'name' | 'until'>>

/** Wants an upload's schools; gives them with those that were there. */
export function schoolsOf(assembly: Assembly): Schools {
  const { rows, known, findings, today } = assembly.importing
  const listed = unique(rows.orgs ?? [], (one) => one.sourcedId, assembly)
  const districts = new Set(
    listed.flatMap((one) => (one.type === 'district' || one.type === 'other' ? [one.sourcedId] : [])),
  )
  const schools = new Map<string, Pick<KnownSchool, 'school' | 'name' | 'until'>>(known.schools)
  for (const one of listed) {
    if (one.type === 'other') findings.note(one.where.file, 'other-orgs', one.name)
    if (one.type !== 'school' && one.type !== 'point') continue
    const before = known.schools.get(one.sourcedId)
    const until = one.status ? (before?.until ?? addDays(today, -1)) : undefined
    // Also with a fault of its own: what names it is not wrong for that.
    schools.set(one.sourcedId, { school: one.sourcedId, name: one.name, ...(until && { until }) })
    const code = v.safeParse(SchoolCode, one.identifier, { abortPipeEarly: true })
    if (!code.success) {
      const [{ message }] = code.issues
      const what = message === 'empty' || message === 'figures-lost' ? message : 'not-a-school-code'
      findings.fault(one.where, what, { column: 'identifier', value: one.identifier })
      continue
    }
    const parent = one.parentSourcedId
    assembly.want(
      schoolDescribed({
        school: one.sourcedId,
        code: code.output,
        name: one.name,
        sort: one.type,
        ...(parent && !districts.has(parent) && { parent }),
        ...(until && { until }),
      }),
      one.where,
    )
  }
  checkParents(listed, schools, districts, assembly)
  return schools
}

/** Each parent must be there, and nobody their own grandparent. */
function checkParents(
  listed: readonly Placed<'orgs'>[],
  schools: Schools,
  districts: ReadonlySet<string>,
  { importing: { findings, known } }: Assembly,
): void {
  const parents = new Map<string, SchoolId | undefined>([...known.schools].map(([id, { parent }]) => [id, parent]))
  for (const { sourcedId, parentSourcedId } of listed) parents.set(sourcedId, parentSourcedId)
  for (const { sourcedId, parentSourcedId: parent, where } of listed) {
    if (!parent) continue
    if (!schools.has(parent) && !districts.has(parent)) {
      findings.fault(where, 'no-such-school', { column: 'parentSourcedId', value: parent })
      continue
    }
    const seen = new Set<string>()
    for (let at: string | undefined = parent; at !== undefined && !seen.has(at); at = parents.get(at)) {
      if (at === sourcedId) findings.fault(where, 'cycle', { column: 'parentSourcedId', value: parent })
      seen.add(at)
    }
  }
}

/** Entries by their ids, each once: a second one is a fault. */
export function unique<T extends { where: Placed<'orgs'>['where'] }>(
  entries: readonly T[],
  idOf: (entry: T) => string,
  { importing: { findings } }: Assembly,
): T[] {
  const byId = new Map<string, T>()
  for (const entry of entries) {
    const before = byId.get(idOf(entry))
    if (before) findings.fault(entry.where, 'twice', { value: idOf(entry), other: placeText(before.where) })
    else byId.set(idOf(entry), entry)
  }
  return [...byId.values()]
}
