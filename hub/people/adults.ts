import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import type { Adults } from '../../core/reports/adults.ts'
import type { Member } from '../../core/rows/member.ts'
import type { classes, courses } from '../../core/rows/roster.ts'
import { rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'

/** Every adult of a class or of the office, once, by name. */
export async function adultsOf(db: HubDb): Promise<Adults['adults']> {
  const described = (await rowsIn(db, [rowRange('class')])).map(({ state }) => state as StateOf<typeof classes>) // its table's
  const schools = new Map<string, string>(described.map((one) => [one.class, one.schoolName]))
  const hosts = (await rowsIn(db, [rowRange('course')])).map(({ state }) => state as StateOf<typeof courses>) // likewise
  // A host belongs to the school that helps, whichever classes they teach.
  const home = new Map<string, string>(hosts.map((one) => [one.host, one.hostSchoolName]))
  const adults = new Map<string, Adults['adults'][number]>()
  for (const { row, state } of await rowsIn(db, [rowRange('member')])) {
    const { role, name } = state as Member // its table's
    if (role === 'pupil') continue
    const [classId, person] = [rowPart(row, 0) as ClassId, rowPart(row, 1) as PersonId] // a member's row has both
    const before = adults.get(person)
    adults.set(person, {
      person,
      name,
      classes: [...(before?.classes ?? []), classId],
      school: home.get(person) ?? (before?.school || (schools.get(classId) ?? '')),
    })
  }
  return [...adults.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}
