import { createHash, type Hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { seatIn } from '../../core/people/seat.ts'
import { isThemselves, type Member } from '../../core/rows/member.ts'
import type { classes, counties, courses, pairs, schools, timetables } from '../../core/rows/roster.ts'
import { type RowKey, rowPart, rowRange, rowTable } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import type { PlannedLesson } from '../../core/school/timetable.ts'
import { type Register, registerOf } from '../consent/register.ts'
import type { HubDb } from '../store/schema.ts'

/** `name` is their own, whatever devices call them; that is `called`. */
export type KnownMember = Member & { class: string; person: string; called: string }

/**
 * Whether a child was added in the room, and the office has not said yet who they are, or that they are another: they stand on
 * no list of the office's. Who they are is said on a page of its own.
 */
export function isOfRoom(one: Pick<KnownMember, 'added' | 'is' | 'person'>): boolean {
  return one.added !== undefined || !isThemselves(one, one.person)
}

/** Whether a child was added in the room and is really new, by the office's word. */
export function isReallyNew({ is, person }: Pick<KnownMember, 'is' | 'person'>): boolean {
  return is === person
}

export type KnownSchool = StateOf<typeof schools>
export type KnownClass = StateOf<typeof classes>
export type KnownCourse = StateOf<typeof courses>
export type KnownTimetable = StateOf<typeof timetables>
export type KnownPair = StateOf<typeof pairs>

/** A person's number in the office's files, and who that is here. */
export interface KnownPerson {
  person: string
  sourcedId: string
  /** The keyed hash of a 学籍号; '' without one. */
  studentHash: string
  /** When it came, ms since 1970: the latest is the one that is given out. */
  since: number
  /** Of a pupil whom devices know by seat number; '' for others. */
  name: string
}

/** A county as the hub has it: who and what the office has brought in so far. */
export interface Known {
  /** The rows' states as they are kept. */
  states: ReadonlyMap<RowKey, string>
  county: StateOf<typeof counties> | undefined
  schools: ReadonlyMap<string, KnownSchool>
  classes: ReadonlyMap<string, KnownClass>
  timetables: ReadonlyMap<string, KnownTimetable>
  /** By `CLASS/COURSE`. */
  courses: ReadonlyMap<string, KnownCourse>
  pairs: ReadonlyMap<string, KnownPair>
  /** Memberships, past ones too. */
  members: readonly KnownMember[]
  people: readonly KnownPerson[]
  consents: Register
  /** Whose name and words are nowhere any more. */
  erased: ReadonlySet<string>
  /** Who of them a number meant, by what is kept of it (`erasedNumberOf`). */
  erasedNumbers: ReadonlyMap<string, string>
  /** Published packages, by id the latest version of each. */
  packages: ReadonlyMap<string, PlannedLesson>
  /** Two that are equal are of one and the same county. */
  mark: string
}

const known = ['county', 'school', 'class', 'timetable', 'course', 'pair', 'member', 'place', 'publisher'] as const

export async function knownCounty(db: HubDb): Promise<Known> {
  const states = new Map<RowKey, string>()
  const mark = createHash('sha256')
  await eachRow(db, mark, (row, state) => states.set(row, state))
  const all = <State>(table: string) => {
    const found: [RowKey, State][] = []
    for (const [row, state] of states) if (rowTable(row) === table) found.push([row, JSON.parse(state) as State]) // its table's
    return found
  }
  const byFirst = <State>(table: string) => new Map(all<State>(table).map(([row, state]) => [rowPart(row, 0), state]))
  const { people, consents } = await numbersAndForms(db, mark)
  const names = new Map(people.flatMap(({ person, name }) => (name === '' ? [] : [[person, name]])))
  const { from, below } = rowRange('erased')
  const gone = await db.selectFrom('row').select('row').where('row', '>=', from).where('row', '<', below).execute()
  const numbers = await db.selectFrom('erased_number').selectAll().execute()
  return {
    states,
    erased: new Set(gone.map(({ row }) => rowPart(row as RowKey, 0))), // written from one
    erasedNumbers: new Map(numbers.map(({ number, person }) => [number, person])),
    county: byFirst<StateOf<typeof counties>>('county').get('it'),
    schools: byFirst<KnownSchool>('school'),
    classes: byFirst<KnownClass>('class'),
    timetables: byFirst<KnownTimetable>('timetable'),
    courses: new Map(all<KnownCourse>('course').map(([row, state]) => [row.slice('course/'.length), state])),
    pairs: byFirst<KnownPair>('pair'),
    members: all<Member>('member').map(([row, state]) => {
      const [id, person] = [rowPart(row, 0), rowPart(row, 1)]
      const name = seatIn(state.name) === undefined ? state.name : (names.get(person) ?? state.name)
      return { ...state, name, called: state.name, class: id, person }
    }),
    people: people.map((one) => ({
      person: one.person,
      sourcedId: one.sourced_id,
      studentHash: one.student_hash,
      since: Number(one.since),
      name: one.name,
    })),
    consents,
    packages: await publishedPackages(db),
    mark: mark.digest('hex'),
  }
}

/** The county's mark alone: whether it is still what an earlier `knownCounty` was. */
export async function countyMark(db: HubDb): Promise<string> {
  const mark = createHash('sha256')
  await eachRow(db, mark, () => undefined)
  await numbersAndForms(db, mark)
  return mark.digest('hex')
}

async function eachRow(db: HubDb, mark: Hash, take: (row: RowKey, state: string) => void): Promise<void> {
  for (const table of known) {
    const { from, below } = rowRange(table)
    const rows = await db
      .selectFrom('row')
      .select(['row', 'state'])
      .where('row', '>=', from)
      .where('row', '<', below)
      .orderBy('row')
      .execute()
    for (const { row, state } of rows) {
      take(row as RowKey, state) // written from one
      if (table !== 'place' && table !== 'publisher') mark.update(row).update(state)
    }
    await setImmediate()
  }
}

async function numbersAndForms(db: HubDb, mark: Hash) {
  const people = await db.selectFrom('person').selectAll().orderBy('since').orderBy('sourced_id').execute()
  for (const one of people) mark.update(`${one.sourced_id} ${one.person} ${one.student_hash} ${one.name} `)
  const consents = await registerOf(db)
  mark.update(JSON.stringify([[...consents.forms], [...consents.struck]]))
  return { people, consents }
}

async function publishedPackages(db: HubDb): Promise<Map<string, PlannedLesson>> {
  const rows = await db.selectFrom('package').selectAll().orderBy('version').execute()
  return new Map(
    rows.map(({ id, manifest, title, bytes }) => [
      id,
      // They passed their schemas when they were published.
      { title, package: id, manifest, bytes: Number(bytes) } as PlannedLesson,
    ]),
  )
}
