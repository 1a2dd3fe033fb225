import { type RawBuilder, sql } from 'kysely'
import { withoutAnyOf } from '../../core/facts/erasing.ts'
import type { Fact } from '../../core/facts/fact.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { classScope } from '../../core/facts/scope.ts'
import { blotsOf } from '../../core/facts/striking.ts'
import type { Place } from '../../core/people/places.ts'
import { seatIn } from '../../core/people/seat.ts'
import type { NameWords } from '../../core/reports/name-words.ts'
import type { OnePerson } from '../../core/reports/people.ts'
import type { Member } from '../../core/rows/member.ts'
import { type RowRange, rowKey, rowRange } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import { rowsIn } from '../facts/rows.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { type FactRow, type KeptFact, keptFact } from './facts-about.ts'
import type { Whole } from './members.ts'

/** A name of one letter stands everywhere. */
const shortest = 2

/** So many are listed at once. */
const listed = 200

/**
 * How often somebody's name stands where erasing them does not reach it: in what others wrote in their classes, and in the
 * titles of places that are not theirs. Who is called the same does not count; words that mean another of that name do, since
 * nobody but a person can tell.
 */
export async function nameElsewhere(
  db: HubDb,
  whole: Whole,
  name: string,
  now: number,
): Promise<OnePerson['elsewhere']> {
  if (!isName(name)) return []
  const text = quoted(name)
  const erased = whole.ids.map((person) => ({ person, day: dayOf(now) }))
  const stays = (fact: Fact) => JSON.stringify((withoutAnyOf(fact, erased) ?? fact).body).includes(text)
  const counts = new Map<string, number>()
  for (const fact of await factsWith(db, whole, name)) {
    const isOwnName = fact.kind === memberEnrolled.name || fact.kind === pupilAdded.name
    if (!isOwnName && stays(fact)) counts.set(fact.kind, (counts.get(fact.kind) ?? 0) + 1)
  }
  const titles = await titlesWith(db, name, whole.ids)
  if (titles > 0) counts.set(placeDescribed.name, titles)
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count)
}

/**
 * The words themselves, for a person to look at and to have the name blotted out of. Of a child who works by seat number also
 * what a teacher called them when they were added in the room.
 */
export async function nameWords(db: HubDb, whole: Whole, name: string): Promise<NameWords> {
  const seated = whole.rows.some(({ state }) => seatIn(state.name) !== undefined)
  const found = isName(name) ? [...(await factsWith(db, whole, name)), ...(await placesWith(db, name))] : []
  const called = seated ? await addedAs(db, whole) : []
  const isTheirs = ({ kind, body }: Fact) => kind === pupilAdded.name && !isOf(body, whole.ids)
  const all = [...found.filter((fact) => !called.some(isSame(fact)) && !isTheirs(fact)), ...called].flatMap((fact) => {
    const own = fact.kind === pupilAdded.name ? (fact.body as { name: string }).name : name // its kind's body
    if (fact.kind === pupilAdded.name && !seated) return []
    const [first, ...rest] = blotsOf(fact, own)
    return first ? [{ fact, field: first.field, spans: [first, ...rest] }] : []
  })
  const latest = all.sort((a, b) => b.fact.eff - a.fact.eff)
  const shown = latest.slice(0, listed)
  const names = await namesOf(db, [...new Set(shown.map(({ fact }) => fact.by))])
  return {
    words: shown.map(({ fact: { device, seq, kind, eff, by, body }, field, spans }) => ({
      ...{ device, seq, kind, at: eff, by: names.get(by) ?? '', field },
      text: String((body as Record<string, unknown>)[field]), // where it was found
      spans: spans.map(({ from, below }) => ({ from, below })),
    })),
    more: latest.length - shown.length,
  }
}

const isName = (name: string) => name.length >= shortest && seatIn(name) === undefined
const quoted = (name: string) => JSON.stringify(name).slice(1, -1)
const isSame = (one: Fact) => (other: Fact) => one.device === other.device && one.seq === other.seq
const isOf = (body: unknown, ids: Whole['ids']) => ids.some((id) => (body as { person?: string }).person === id)

/** Facts of somebody's classes in which a name stands. */
async function factsWith(db: HubDb, { rows }: Whole, name: string): Promise<KeptFact[]> {
  const scopes = [...new Set(rows.map((one) => classScope(one.class)))]
  const { rows: found } = await sql<FactRow>`
    select fact.device, fact.seq, fact.at, fact.eff, fact.by, fact.kind, fact.body, fact.state
    from scope_log as log join fact on fact.device = log.device and fact.seq = log.seq
    where log.scope in ${listFromJson(db, scopes)} and log.again = '' and fact.body like ${`%${quoted(name)}%`}
  `.execute(db)
  return found.map(keptFact)
}

/** What places were ever called, as far as a name stands in it. */
async function placesWith(db: HubDb, name: string): Promise<KeptFact[]> {
  return factsNaming(db, rowRange('place'), sql`fact.body like ${`%${quoted(name)}%`}`)
}

/** As what somebody was added in a room. */
async function addedAs(db: HubDb, { rows }: Whole): Promise<KeptFact[]> {
  const ranges = rows.map(({ class: of, person }) => rowKey('member', of, person))
  const found = await Promise.all(
    ranges.map((row) => factsNaming(db, { from: row, below: `${row} ` }, sql`fact.kind = ${pupilAdded.name}`)),
  )
  return found.flat()
}

async function factsNaming(db: HubDb, { from, below }: RowRange, which: RawBuilder<unknown>): Promise<KeptFact[]> {
  const { rows } = await sql<FactRow>`
    select distinct fact.device, fact.seq, fact.at, fact.eff, fact.by, fact.kind, fact.body, fact.state
    from fact_row join fact on fact.device = fact_row.device and fact.seq = fact_row.seq
    where fact_row.row >= ${from} and fact_row.row < ${below} and ${which}
  `.execute(db)
  return rows.map(keptFact)
}

/** What those who wrote are called. */
async function namesOf(db: HubDb, people: readonly string[]): Promise<Map<string, string>> {
  const { from, below } = rowRange('member')
  const names = new Map<string, string>()
  for (const person of people.filter((one) => one !== '')) {
    const row = await db
      .selectFrom('row')
      .select('state')
      .where('row', '>=', from)
      .where('row', '<', below)
      .where('row', 'like', `%/${person}`)
      .executeTakeFirst()
    if (row) names.set(person, (JSON.parse(row.state) as Member).name) // its table's
  }
  return names
}

/** Places, not these people's own, that are called by a name. */
async function titlesWith(db: HubDb, name: string, ids: Whole['ids']): Promise<number> {
  const places = (await rowsIn(db, [rowRange('place')])).map(({ state }) => state as Place) // its table's
  return places.filter(({ title, person }) => title.includes(name) && !(person && ids.includes(person))).length
}
