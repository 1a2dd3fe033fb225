import type * as v from 'valibot'
import type { Day } from '../../core/facts/ids.ts'
import { roles } from '../../core/people/roles.ts'
import { seatIn, seatName } from '../../core/people/seat.ts'
import { type People, type PeopleAsked, type PersonLine, peopleOnPage } from '../../core/reports/people.ts'
import { isThemselves } from '../../core/rows/member.ts'
import type { schools } from '../../core/rows/roster.ts'
import { type RowKey, rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { dayOf } from '../../core/school/day.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'
import {
  classesById,
  erasedIds,
  type MemberRow,
  memberRow,
  membershipOf,
  type NamedClass,
  ownNames,
} from './members.ts'

type Asked = v.InferOutput<typeof PeopleAsked>

/** The people who are asked for, a page of them; nobody when that is all pupils of the county, or all people. Who was erased is in none. */
export async function listPeople(db: HubDb, asked: Asked, now: number): Promise<People> {
  const named = await classesById(db)
  const ofSchool = [...named.values()].filter(({ school }) => school === asked.school)
  const { names, byNumber } = await ownNames(db)
  const erased = await erasedIds(db)
  const numbered = asked.find === '' ? undefined : byNumber.get(asked.find)
  const found = new Map<string, Found>()
  for (const row of await rowsAsked(db, asked, ofSchool, numbered)) {
    const { person, state } = row
    if (erased.has(person) || !isThemselves(state, person)) continue
    if (asked.role !== undefined && state.role !== asked.role) continue
    const name = seatIn(state.name) === undefined ? state.name : (names.get(person) ?? state.name)
    if (!name.includes(asked.find) && person !== numbered) continue
    const before = found.get(person)
    if (before) before.rows.push(row)
    else found.set(person, { name, rows: [row] })
  }
  const sorted = inOrder([...found.values()], named, dayOf(now))
  const page = sorted.slice(asked.from, asked.from + peopleOnPage)
  const known = (await rowsIn(db, [rowRange('school')])).map(({ state }) => state as StateOf<typeof schools>) // its table's
  return {
    people: page.flatMap(({ name, rows }): PersonLine[] => {
      const [first] = rows
      return first ? [{ person: first.person, name, memberships: rows.map((row) => membershipOf(row, named)) }] : []
    }),
    all: sorted.length,
    from: asked.from,
    schools: known.map(({ school, name }) => ({ school, name })).sort((a, b) => compare(a.name, b.name)),
    classes: ofSchool.map(({ class: id, name }) => ({ class: id, name })).sort((a, b) => compare(a.name, b.name)),
  }
}

interface Found {
  name: string
  /** One at least. */
  rows: MemberRow[]
}

/** The rows in which those who are asked for may be. Of a whole county the database looks through them: reading all takes a second. */
async function rowsAsked(
  db: HubDb,
  asked: Asked,
  ofSchool: readonly NamedClass[],
  numbered: string | undefined,
): Promise<MemberRow[]> {
  if (asked.class !== undefined) return (await rowsIn(db, [rowRange('member', asked.class)])).map(memberRow)
  if (asked.school !== undefined)
    return (
      await rowsIn(
        db,
        ofSchool.map((one) => rowRange('member', one.class)),
      )
    ).map(memberRow)
  if (asked.find === '' && (asked.role === undefined || asked.role === 'pupil')) return []
  const { from, below } = rowRange('member')
  const rows = await db
    .selectFrom('row')
    .select(['row', 'state'])
    .where('row', '>=', from)
    .where('row', '<', below)
    .$if(asked.role !== undefined, (query) => query.where('state', 'like', `%"role":"${asked.role}"%`))
    .$if(asked.find !== '', (query) =>
      query.where((eb) =>
        eb.or([
          eb('state', 'like', `%${JSON.stringify(asked.find).slice(1, -1)}%`),
          // Of a child whom devices know by seat number the name stands elsewhere.
          eb('state', 'like', `%"name":"%${seatName(0).slice(1)}"%`),
          eb('row', 'like', `%/${numbered ?? ''}`),
        ]),
      ),
    )
    .execute()
  return rows.map(({ row, state }) => memberRow({ row: row as RowKey, state: JSON.parse(state) })) // written from one
}

/** By school, class, what they are there, and number; who has left comes last. */
function inOrder(people: readonly Found[], named: ReadonlyMap<string, NamedClass>, today: Day): Found[] {
  const keyed = people.map(({ name, rows }) => {
    const ordered = rows.map((row) => ({ row, key: keyOf(row, named, today) })).sort((a, b) => compare(a.key, b.key))
    return { key: `${ordered[0]?.key ?? ''} ${name}`, found: { name, rows: ordered.map(({ row }) => row) } }
  })
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ found }) => found)
}

function keyOf(
  { class: id, person, state: { until, role, number } }: MemberRow,
  named: ReadonlyMap<string, NamedClass>,
  today: Day,
): string {
  const hasLeft = until !== undefined && until < today ? 1 : 0
  const of = named.get(id)
  return `${hasLeft} ${of?.schoolName ?? ''} ${of?.name ?? ''} ${roles.indexOf(role)} ${String(number).padStart(3, '0')} ${person}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
