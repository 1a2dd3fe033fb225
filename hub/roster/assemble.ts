import { setImmediate } from 'node:timers/promises'
import { countyDescribed } from '../../core/facts/kinds/county-described.ts'
import { seatIn } from '../../core/people/seat.ts'
import type { PassedOver } from '../../core/roster/preview.ts'
import type { KeptConsent } from '../consent/register.ts'
import { Assembly, type Importing, type Wanted } from './assembly.ts'
import { classesOf } from './classes.ts'
import { coursesOf } from './courses.ts'
import type { KnownPerson } from './known.ts'
import { wantMembers } from './members.ts'
import { ofTheNineYears } from './nine-years.ts'
import { wantPairs } from './pairs.ts'
import { type People, peopleOf } from './people.ts'
import { type Schools, schoolsOf } from './schools.ts'
import { countyOf } from './term.ts'
import { wantTimetables } from './timetables.ts'

/** What an upload comes to: the rows that are not yet as it says, and the numbers of people that are not kept yet. */
export interface Assembled {
  changed: Wanted[]
  numbers: KnownPerson[]
  consents: KeptConsent[]
  /** Pupils who work by seat number then, in classes that the upload speaks of; and those of them who had a name until now. */
  seats: { all: number; losing: number }
  /** Those who were erased and still stand in it. */
  passedOver: PassedOver[]
}

/** More that a source may want, with what the upload has. */
export type WantMore = (
  assembly: Assembly,
  found: { people: People; schools: Schools; has(classId: string): boolean },
) => void

/** Checks an upload against itself and the county, and tells what would change. What is wrong is in the findings. */
export async function assemble(given: Importing, more?: WantMore): Promise<Assembled> {
  const importing = { ...given, rows: ofTheNineYears(given) }
  const nothing = { changed: [], numbers: [], consents: [], seats: { all: 0, losing: 0 }, passedOver: [] }
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
  if (importing.findings.count > 0) return nothing
  const { consents, seated } = people
  const named = new Set(
    importing.known.members.flatMap((one) => (seatIn(one.called) === undefined ? [one.person] : [])),
  )
  const losing = [...seated.keys()].filter((person) => named.has(person)).length
  const seats = { all: seated.size, losing }
  return {
    changed: assembly.changed(),
    numbers: numbersToKeep(importing, people),
    consents,
    seats,
    passedOver: people.passedOver,
  }
}

/** Numbers that are new or mean another, with the names of those whom devices know by seat number. */
function numbersToKeep({ known, now }: Importing, { numbers, seated }: People): KnownPerson[] {
  const kept = new Map(known.people.map((one) => [one.sourcedId, one]))
  const listed = new Set(numbers.map((one) => one.person))
  const latest = new Map(known.people.map((one) => [one.person, one]))
  const others = [...seated.keys()]
    .filter((person) => !listed.has(person))
    .map((person) => latest.get(person) ?? { person, sourcedId: person, studentHash: '', since: now, name: '' })
  return [...numbers, ...others]
    .map((one) => ({ ...one, name: seated.get(one.person) ?? '' }))
    .filter(({ sourcedId, person, studentHash, name }) => {
      const before = kept.get(sourcedId)
      // An export gives somebody without a number by their id: that is none to keep.
      if (!before && sourcedId === person && studentHash === '' && name === '') return false
      return before?.person !== person || before.studentHash !== studentHash || before.name !== name
    })
}
