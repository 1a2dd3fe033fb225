import type { ClassId, PersonId, SchoolId } from '../../core/facts/ids.ts'
import type { Membership } from '../../core/reports/people.ts'
import { isThemselves, type Member } from '../../core/rows/member.ts'
import type { classes } from '../../core/rows/roster.ts'
import { type RowKey, rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'

/** A class with what the office calls it. */
export interface NamedClass {
  class: ClassId
  name: string
  school: SchoolId
  schoolName: string
}

export async function classesById(db: HubDb): Promise<Map<string, NamedClass>> {
  const rows = (await rowsIn(db, [rowRange('class')])).map(({ state }) => state as StateOf<typeof classes>) // its table's
  return new Map(
    rows.map(({ class: id, name, school, schoolName }) => [id, { class: id, name, school, schoolName }] as const),
  )
}

/** A row of `member`, told apart. */
export interface MemberRow {
  class: ClassId
  person: PersonId
  state: Member
}

export function memberRow({ row, state }: { row: RowKey; state: unknown }): MemberRow {
  // A member's row has both, and its table's state.
  return { class: rowPart(row, 0) as ClassId, person: rowPart(row, 1) as PersonId, state: state as Member }
}

export function membershipOf(
  { class: id, state }: MemberRow,
  named: ReadonlyMap<string, Pick<NamedClass, 'name' | 'schoolName'>>,
): Membership {
  const of = named.get(id)
  return {
    class: id,
    className: of?.name ?? '',
    schoolName: of?.schoolName ?? '',
    role: state.role === 'device' || state.role === 'hub' ? 'pupil' : state.role, // nobody is enrolled as one of those
    number: state.number,
    from: state.from,
    until: state.until ?? null,
    added: state.added === true,
  }
}

/** Somebody under all of their ids. */
export interface Whole {
  /** By which the office's list knows them, or their own if it does not. */
  person: PersonId
  /** That one first, and then those under which they were added in a room. */
  ids: PersonId[]
  /** Past ones, too, and those of all ids. */
  rows: MemberRow[]
}

/** @param asked any of their ids @returns `undefined` if there is nobody of this id */
export async function wholePerson(db: HubDb, asked: PersonId): Promise<Whole | undefined> {
  const own = await rowsNaming(db, asked)
  const mine = own.filter(({ person }) => person === asked)
  const other = mine.find(({ person, state }) => !isThemselves(state, person))?.state.is
  if (other !== undefined && other !== asked) return wholePerson(db, other)
  if (mine.length === 0) return undefined
  return { person: asked, ids: [...new Set([asked, ...own.map(({ person }) => person)])], rows: own }
}

/** Rows of somebody, and of those who were added in a room and are they. */
async function rowsNaming(db: HubDb, person: PersonId): Promise<MemberRow[]> {
  const { from, below } = rowRange('member')
  const found = await db
    .selectFrom('row')
    .select(['row', 'state'])
    .where('row', '>=', from)
    .where('row', '<', below)
    // `_` means any letter to `like`: what it finds too much is passed over.
    .where((eb) => eb.or([eb('row', 'like', `%/${person}`), eb('state', 'like', `%"is":"${person}"%`)]))
    .execute()
  return found
    .map(({ row, state }) => memberRow({ row: row as RowKey, state: JSON.parse(state) })) // written from one
    .filter((one) => one.person === person || one.state.is === person)
}

/** Names of pupils whom devices know by seat number alone, and the numbers of all in the office's files. */
export async function ownNames(
  db: HubDb,
): Promise<{ names: ReadonlyMap<string, string>; byNumber: ReadonlyMap<string, string> }> {
  const rows = await db.selectFrom('person').select(['person', 'name', 'sourced_id']).execute()
  return {
    names: new Map(rows.flatMap(({ person, name }) => (name === '' ? [] : [[person, name]]))),
    byNumber: new Map(rows.map(({ sourced_id, person }) => [sourced_id, person])),
  }
}

/** Who was erased. */
export async function erasedIds(db: HubDb): Promise<Set<string>> {
  const { from, below } = rowRange('erased')
  const rows = await db.selectFrom('row').select('row').where('row', '>=', from).where('row', '<', below).execute()
  return new Set(rows.map(({ row }) => rowPart(row as RowKey, 0))) // written from one
}
