import { setImmediate } from 'node:timers/promises'
import { countyDescribed } from '../../core/facts/kinds/county-described.ts'
import { Assembly, type Importing, type Wanted } from './assembly.ts'
import { classesOf } from './classes.ts'
import { coursesOf } from './courses.ts'
import type { KnownPerson } from './known.ts'
import { wantMembers } from './members.ts'
import { wantPairs } from './pairs.ts'
import { type People, peopleOf } from './people.ts'
import { type Schools, schoolsOf } from './schools.ts'
import { countyOf } from './term.ts'
import { wantTimetables } from './timetables.ts'

/** What an upload comes to: the rows that are not yet as it says, and the numbers of people that are not kept yet. */
export interface Assembled {
  changed: Wanted[]
  numbers: KnownPerson[]
}

/** More that a source may want, with what the upload has. */
export type WantMore = (
  assembly: Assembly,
  found: { people: People; schools: Schools; has(classId: string): boolean },
) => void

/** Checks an upload against itself and the county, and tells what would change. What is wrong is in the findings. */
export async function assemble(importing: Importing, more?: WantMore): Promise<Assembled> {
  const nothing = { changed: [], numbers: [] }
  const county = importing.county ?? countyOf(importing)
  if (!county) return nothing
  const assembly = new Assembly(importing, county)
  assembly.want(countyDescribed(county), importing.rows.academicSessions?.[0]?.where ?? { file: 'county.yaml', row: 0 })
  const schools = schoolsOf(assembly)
  const classes = classesOf(assembly, schools)
  const people = peopleOf(assembly)
  await setImmediate()
  wantMembers(assembly, people, classes)
  await setImmediate()
  const courses = coursesOf(assembly, people, schools, classes)
  wantTimetables(assembly, people, classes, courses)
  await setImmediate()
  wantPairs(assembly, schools)
  more?.(assembly, { people, schools, has: (id) => classes.has(id) })
  const kept = new Map(importing.known.people.map((one) => [one.sourcedId, one]))
  const numbers = people.numbers.filter(({ sourcedId, person, studentHash }) => {
    const before = kept.get(sourcedId)
    return before?.person !== person || before.studentHash !== studentHash
  })
  return importing.findings.count > 0 ? nothing : { changed: assembly.changed(), numbers }
}
