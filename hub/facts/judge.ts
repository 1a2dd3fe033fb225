import { type Selectable, sql } from 'kysely'
import { type AnyKind, readBody } from '../../core/facts/catalogue.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import { pupilMatched } from '../../core/facts/kinds/pupil-matched.ts'
import { denial, membershipIn } from '../../core/people/permissions.ts'
import type { Place } from '../../core/people/places.ts'
import { isThemselves, type Member } from '../../core/rows/member.ts'
import { type RowKey, rowKey, rowPart, rowRange, rowTable } from '../../core/rows/row-key.ts'
import type { RefusalReason } from '../../core/sync/messages.ts'
import { type Stay, staysOf } from '../devices/move.ts'
import { listFromJson } from '../store/bulk.ts'
import { isPostgres } from '../store/dialect.ts'
import type { HubDb, HubTables } from '../store/schema.ts'

/** A fact on its way in. */
export interface Incoming extends TimedFact {
  /** Its body as it is kept. */
  text: string
}

export interface Judged extends Incoming {
  state: 'taken' | 'parked' | 'refused'
  why: '' | 'waits' | 'unknown-kind' | RefusalReason
  kindKnown?: AnyKind
  /** The body as its schema gave it back. */
  read?: unknown
  /** The rows that it waits for. */
  awaits: RowKey[]
  /** The rows of children whom the office has matched with others: the word has to be carried to what this fact names. */
  matched?: RowKey[]
}

/** Whose facts are judged: a place's device, or a run of the hub itself. */
export interface Source {
  place: string | 'hub'
  /** Where the device stood before. */
  before: readonly Stay[]
  revoked: boolean
}

/** Whose what a device delivers is, by its row. */
export async function sourceOf(
  db: HubDb,
  { place, key, revoked }: Pick<Selectable<HubTables['device']>, 'place' | 'key' | 'revoked'>,
): Promise<Source> {
  return { place: place === '' ? 'hub' : place, before: await staysOf(db, key), revoked: Number(revoked) > 0 }
}

/**
 * Decides of each fact whether it is taken, waits for something, or is refused; in order, so that one may need another.
 * What a revoked device still delivers is kept, but counts for nothing. What a device that was moved recorded before it
 * knew may be what its old place or its new one may record.
 */
export async function judge(db: HubDb, facts: readonly Incoming[], source: Source): Promise<Judged[]> {
  if (source.revoked) return facts.map((fact) => ({ ...fact, state: 'refused', why: 'revoked', awaits: [] }))
  const placeId = source.place
  const readings = facts.map((fact) => ({ fact, reading: readBody(fact.kind, fact.body) }))
  const wanted = new Set<RowKey>()
  if (placeId !== 'hub') wanted.add(rowKey('place', placeId))
  for (const stay of source.before) wanted.add(rowKey('place', stay.place))
  for (const { fact, reading } of readings) {
    if (!reading.ok) continue
    for (const row of reading.kind.needs(reading.body)) wanted.add(row)
    if (fact.by !== '') wanted.add(memberRow(reading.kind.scope(reading.body), fact.by))
  }
  const states = await statesOf(db, [...wanted])
  const place = placeId === 'hub' ? placeId : (states.get(rowKey('place', placeId)) as Place | undefined) // its table's
  /** As whose device it may have recorded something then, the earliest first. */
  const placesAt = (eff: number): (Place | 'hub')[] => {
    const before = source.before.filter(({ until }) => eff <= until)
    const stood = before.flatMap((stay) => (states.get(rowKey('place', stay.place)) as Place | undefined) ?? []) // as above
    return place ? [...stood, place] : stood
  }
  const memberOf = (classId: ClassId, person: PersonId) =>
    states.get(rowKey('member', classId, person)) as Member | undefined // its table's
  const present = new Set<string>(states.keys())
  const people = await knownPeople(db, facts, states)

  return readings.map(({ fact, reading }): Judged => {
    if (!reading.ok) {
      const why = reading.why
      return { ...fact, state: why === 'unknown-kind' ? 'parked' : 'refused', why, awaits: [] }
    }
    const { kind, body } = reading
    const judged = { ...fact, kindKnown: kind, read: body, awaits: [] as RowKey[] }
    const missing = [...new Set(kind.needs(body))].filter((row) => !present.has(row))
    if (missing.length > 0) return { ...judged, state: 'parked', why: 'waits', awaits: missing }
    if (!place) return { ...judged, state: 'parked', why: 'waits', awaits: [rowKey('place', placeId)] }
    const denials = placesAt(fact.eff).map((at) => denial(kind, { ...fact, body }, at, memberOf))
    const denied = denials.includes(undefined)
      ? undefined
      : (denials.find((why) => why === 'not-a-member') ?? denials[0])
    if (denied === 'not-a-member' && fact.by !== '' && !people.has(fact.by)) {
      return { ...judged, state: 'parked', why: 'waits', awaits: [memberRow(kind.scope(body), fact.by)] }
    }
    if (denied) return { ...judged, state: 'refused', why: denied }
    for (const row of kind.rows(body)) present.add(row)
    const matched =
      kind.name === pupilMatched.name ? [] : kind.needs(body).filter((row) => isMatched(row, states.get(row)))
    return { ...judged, state: 'taken', why: '', ...(matched.length > 0 && { matched }) }
  })
}

/** Whether a row is of a child who is another by the office's word. */
function isMatched(row: RowKey, state: unknown): boolean {
  return rowTable(row) === 'member' && state !== undefined && !isThemselves(state as Member, rowPart(row, 1)) // its table's
}

function memberRow(scope: string, person: PersonId): RowKey {
  return rowKey('member', membershipIn(scope), person)
}

/** Which of those who acted belong to anything at all: a stranger is waited for, one of another class is refused. */
async function knownPeople(
  db: HubDb,
  facts: readonly Incoming[],
  states: ReadonlyMap<RowKey, unknown>,
): Promise<Set<string>> {
  const members = [...states.keys()].filter((row) => rowTable(row) === 'member')
  const known = new Set(members.map((row) => row.slice(row.lastIndexOf('/') + 1)))
  const strangers = [...new Set(facts.map(({ by }) => by))].filter((by) => by !== '' && !known.has(by))
  if (strangers.length === 0) return known
  const { from, below } = rowRange('member')
  // `member/CLASS/PERSON`: what is behind the second slash, in one walk however many are asked for.
  const rest = sql<string>`substr("row", ${sql.lit(from.length + 1)})`
  const slash = isPostgres(db) ? sql`strpos(${rest}, '/')` : sql`instr(${rest}, '/')`
  const person = sql<string>`substr(${rest}, ${slash} + 1)`
  const found = await db
    .selectFrom('row')
    .select(person.as('person'))
    .distinct()
    .where('row', '>=', from)
    .where('row', '<', below)
    .where(person, 'in', listFromJson(db, strangers))
    .execute()
  for (const one of found) known.add(one.person)
  return known
}

async function statesOf(db: HubDb, keys: readonly RowKey[]): Promise<Map<RowKey, unknown>> {
  const rows = await db.selectFrom('row').select(['row', 'state']).where('row', 'in', listFromJson(db, keys)).execute()
  return new Map(rows.map((row) => [row.row as RowKey, JSON.parse(row.state)])) // asked for by them
}
