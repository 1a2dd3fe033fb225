import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import { belongsOn } from '../../core/people/permissions.ts'
import type { Newcomer } from '../../core/reports/newcomers.ts'
import type { Member } from '../../core/rows/member.ts'
import type { classes } from '../../core/rows/roster.ts'
import { type RowKey, rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { dayOf } from '../../core/school/day.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'

/** Every child who was added in a room: those first of whom the office has not said anything, by school and class. */
export async function listNewcomers(db: HubDb, now: number): Promise<Newcomer[]> {
  const { from, below } = rowRange('member')
  const found = await db
    .selectFrom('row')
    .select('row')
    .where('row', '>=', from)
    .where('row', '<', below)
    .where((eb) => eb.or([eb('state', 'like', '%"added":true%'), eb('state', 'like', '%"is":"%')]))
    .execute()
  const classIds = [...new Set(found.map(({ row }) => rowPart(row as RowKey, 0) as ClassId))] // a member's key has one
  const described = await rowsIn(
    db,
    classIds.map((one) => ({ from: `class/${one}`, below: `class/${one} ` })), // a space comes before all that ids are made of
  )
  const newcomers: Newcomer[] = []
  for (const { row, state } of described) {
    const { name, schoolName } = state as StateOf<typeof classes> // its table's
    const classId = rowPart(row, 0) as ClassId // as above
    const members = (await rowsIn(db, [rowRange('member', classId)])).map((one) => ({
      person: rowPart(one.row, 1) as PersonId, // likewise
      ...(one.state as Member), // its table's
    }))
    const isNew = (one: Member) => one.added === true || one.is !== undefined
    const pupils = members.filter((one) => one.role === 'pupil' && !isNew(one) && belongsOn(one, dayOf(now)))
    for (const one of members.filter(isNew)) {
      const alike = (other: string) => alikeness(one.name, other)
      newcomers.push({
        class: classId,
        className: name,
        schoolName,
        person: one.person,
        name: one.name,
        from: one.from,
        is: one.is ?? null,
        pupils: pupils
          .sort((a, b) => alike(b.name) - alike(a.name) || a.number - b.number)
          .map(({ person, name: called, number }) => ({ person, name: called, number, alike: alike(called) >= 0.5 })),
      })
    }
  }
  const waits = (one: Newcomer) => (one.is === null ? 0 : 1)
  const where = (one: Newcomer) => `${one.schoolName} ${one.className} ${one.name}`
  return newcomers.sort((a, b) => waits(a) - waits(b) || (where(a) < where(b) ? -1 : 1))
}

/** How alike two names are, 0 to 1: the share of letters that they have in common (小禾 and 李小禾: two of three). */
export function alikeness(one: string, other: string): number {
  const [short = [], long = []] = [[...one], [...other]].sort((a, b) => a.length - b.length)
  const left = [...long]
  const common = short.filter((letter) => {
    const at = left.indexOf(letter)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  return long.length === 0 ? 0 : common.length / long.length
}
