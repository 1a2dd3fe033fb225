import { sql } from 'kysely'
import { withoutAnyOf } from '../../core/facts/erasing.ts'
import type { Fact } from '../../core/facts/fact.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { classScope } from '../../core/facts/scope.ts'
import type { Place } from '../../core/people/places.ts'
import { seatIn } from '../../core/people/seat.ts'
import type { OnePerson } from '../../core/reports/people.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import { rowsIn } from '../facts/rows.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { type FactRow, keptFact } from './facts-about.ts'
import type { Whole } from './members.ts'

/** A name of one letter stands everywhere. */
const shortest = 2

/**
 * How often somebody's name stands where erasing them does not reach it: in what others wrote in their classes, and in the
 * titles of places that are not theirs. Who is called the same does not count; words that mean another of that name do, since
 * nobody but a person can tell.
 */
export async function nameElsewhere(
  db: HubDb,
  { ids, rows }: Whole,
  name: string,
  now: number,
): Promise<OnePerson['elsewhere']> {
  if (name.length < shortest || seatIn(name) !== undefined) return []
  const text = JSON.stringify(name).slice(1, -1)
  const scopes = [...new Set(rows.map((one) => classScope(one.class)))]
  const { rows: found } = await sql<FactRow>`
    select fact.device, fact.seq, fact.at, fact.eff, fact.by, fact.kind, fact.body, fact.state
    from scope_log as log join fact on fact.device = log.device and fact.seq = log.seq
    where log.scope in ${listFromJson(db, scopes)} and log.again = '' and fact.body like ${`%${text}%`}
  `.execute(db)
  const erased = ids.map((person) => ({ person, day: dayOf(now) }))
  const stays = (fact: Fact) => JSON.stringify((withoutAnyOf(fact, erased) ?? fact).body).includes(text)
  const counts = new Map<string, number>()
  for (const fact of found.map(keptFact)) {
    const isName = fact.kind === memberEnrolled.name || fact.kind === pupilAdded.name
    if (!isName && stays(fact)) counts.set(fact.kind, (counts.get(fact.kind) ?? 0) + 1)
  }
  const titles = await titlesWith(db, name, ids)
  if (titles > 0) counts.set(placeDescribed.name, titles)
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count)
}

/** Places, not these people's own, that are called by a name. */
async function titlesWith(db: HubDb, name: string, ids: Whole['ids']): Promise<number> {
  const places = (await rowsIn(db, [rowRange('place')])).map(({ state }) => state as Place) // its table's
  return places.filter(({ title, person }) => title.includes(name) && !(person && ids.includes(person))).length
}
