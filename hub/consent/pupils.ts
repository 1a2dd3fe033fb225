import type { ClassId, Day, PersonId, SchoolId } from '../../core/facts/ids.ts'
import { seatIn } from '../../core/people/seat.ts'
import type { ConsentClass, ConsentClasses, ConsentMissing, ConsentPupil } from '../../core/reports/consent-register.ts'
import { isThemselves, type Member } from '../../core/rows/member.ts'
import { classes } from '../../core/rows/roster.ts'
import { rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { rowOf } from '../facts/row-of.ts'
import { rowsIn } from '../facts/rows.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { countByClass } from './count.ts'
import { registerOf } from './register.ts'

type Class = StateOf<typeof classes>

const inWords = new Intl.Collator('zh-CN').compare

/** How far every class is that there is on this day. */
export async function consentClasses(db: HubDb, today: Day): Promise<ConsentClasses> {
  const counted = await countByClass(db, today)
  const nobody = { pupils: 0, without: 0, name: 0, photo: 0 }
  const all = (await classesOf(db, today)).map(({ class: id, name, school, schoolName }) => ({
    ...{ class: id, className: name, school, schoolName },
    ...(counted.get(id) ?? nobody),
  }))
  return { classes: all }
}

/** A class's pupils and their forms; `undefined` when there is no such class. */
export async function consentClass(db: HubDb, id: ClassId, today: Day): Promise<ConsentClass | undefined> {
  const known = await rowOf(db, classes, id)
  if (!known) return undefined
  const { name, schoolName } = known
  const pupils = (await pupilsByClass(db, today, id)).get(id) ?? []
  const people = pupils.map(({ person }) => person)
  const [{ forms }, names] = [await registerOf(db, people), await namesOf(db, people)]
  return {
    ...{ class: id, className: name, schoolName, today },
    pupils: pupils.map((one): ConsentPupil => {
      const { person, number, added = false } = one
      const named = seatIn(one.name) === undefined
      return { person, number, name: nameOf(one, names), named, added, forms: [...(forms.get(person) ?? [])] }
    }),
  }
}

/** Those of whom there is no form, class by class. @param school one school's alone */
export async function consentMissing(db: HubDb, today: Day, school?: SchoolId): Promise<ConsentMissing> {
  const [pupils, { forms }] = [await pupilsByClass(db, today), await registerOf(db)]
  const all = (await classesOf(db, today)).filter((one) => school === undefined || one.school === school)
  const missing = all.map((one) => ({
    ...one,
    pupils: (pupils.get(one.class) ?? []).filter(({ person }) => !forms.has(person)),
  }))
  const names = await namesOf(
    db,
    missing.flatMap((one) => one.pupils.map(({ person }) => person)),
  )
  return {
    today,
    classes: missing
      .filter((one) => one.pupils.length > 0)
      .map(({ name, schoolName, pupils }) => ({
        className: name,
        schoolName,
        pupils: pupils.map((one) => ({ number: one.number, name: nameOf(one, names) })),
      })),
  }
}

/** What pupils are called whom devices know by seat number, as far as it is kept. */
export async function namesOf(db: HubDb, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('person')
    .select(['person', 'name'])
    .where('person', 'in', listFromJson(db, people))
    .where('name', '<>', '')
    .execute()
  return new Map(rows.map(({ person, name }) => [person, name]))
}

/** Their own name, whatever devices call them. */
export function nameOf(one: Member & { person: string }, names: ReadonlyMap<string, string>): string {
  return seatIn(one.name) === undefined ? one.name : (names.get(one.person) ?? one.name)
}

type Pupil = Member & { person: PersonId }

/** Pupils of this day and later, in the order of their class's list. */
async function pupilsByClass(db: HubDb, today: Day, only?: ClassId): Promise<Map<string, Pupil[]>> {
  const found = new Map<string, Pupil[]>()
  for (const { row, state } of await rowsIn(db, [only ? rowRange('member', only) : rowRange('member')])) {
    const pupil = { ...(state as Member), person: rowPart(row, 1) as PersonId } // a member's key and state
    const isOver = pupil.until !== undefined && pupil.until < today
    if (pupil.role !== 'pupil' || isOver || !isThemselves(pupil, pupil.person)) continue
    const id = rowPart(row, 0)
    const before = found.get(id) ?? []
    found.set(id, before)
    before.push(pupil)
  }
  for (const pupils of found.values()) pupils.sort((a, b) => a.number - b.number || inWords(a.name, b.name))
  return found
}

/** Classes that are not over, by school and name. */
async function classesOf(db: HubDb, today: Day): Promise<Class[]> {
  const all = (await rowsIn(db, [rowRange('class')])).map(({ state }) => state as Class) // its table's
  const where = ({ schoolName, name }: Class) => `${schoolName} ${name}`
  return all.filter(({ until }) => until === undefined || until >= today).sort((a, b) => inWords(where(a), where(b)))
}
