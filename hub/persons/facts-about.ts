import { sql } from 'kysely'
import { isAbout } from '../../core/facts/about.ts'
import type { Fact } from '../../core/facts/fact.ts'
import type { DeviceId, PersonId } from '../../core/facts/ids.ts'
import { pageShown } from '../../core/facts/kinds/page-shown.ts'
import { classScope, county, placeScope } from '../../core/facts/scope.ts'
import type { Place } from '../../core/people/places.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import { rowsIn } from '../facts/rows.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import type { Whole } from './members.ts'

/** A fact as it is kept, and what became of it. */
export interface KeptFact extends Fact {
  /** Effective time, ms since 1970. */
  eff: number
  state: 'taken' | 'parked' | 'refused' | 'forked'
}

/**
 * Every fact that names somebody, in the order of their effect: what counts, what waits and what was refused. What counts is looked
 * for in the logs of their classes, of places that are theirs, and of the county.
 */
export async function factsAbout(db: HubDb, { ids, rows }: Pick<Whole, 'ids' | 'rows'>): Promise<KeptFact[]> {
  const classIds = [...new Set(rows.map((one) => one.class))]
  const scopes = [...classIds.map(classScope), ...(await placesOf(db, ids)).map(placeScope), county]
  const people = new Set<string>(ids)
  const mentions = sql.join(
    ids.map((one) => sql`fact.by = ${one} or fact.body like ${`%"${one}"%`}`),
    sql` or `,
  )
  const taken = await sql<FactRow>`
    select fact.device, fact.seq, fact.at, fact.eff, fact.by, fact.kind, fact.body, fact.state
    from scope_log as log join fact on fact.device = log.device and fact.seq = log.seq
    where log.scope in ${listFromJson(db, scopes)} and log.again = '' and (${mentions})
  `.execute(db)
  // An answer that was put on a live lesson's board, which other classes see, too.
  const onBoards = await sql<FactRow>`
    select fact.device, fact.seq, fact.at, fact.eff, fact.by, fact.kind, fact.body, fact.state
    from scope_log as log join fact on fact.device = log.device and fact.seq = log.seq
    where log.scope >= 'live:' and log.scope < 'live;' and log.kind = ${pageShown.name} and log.again = '' and (${mentions})
  `.execute(db)
  const waiting = await sql<FactRow>`
    select device, seq, at, eff, "by", kind, body, state from fact
    where state <> 'taken' and (${mentions})
  `.execute(db)
  const forked = await db.selectFrom('forked').select(['heard', 'fact']).execute()
  const all = [
    ...[...taken.rows, ...onBoards.rows, ...waiting.rows].map(keptFact),
    // Written from one.
    ...forked.map(({ heard, fact }) => ({
      ...(JSON.parse(fact) as Fact),
      eff: Number(heard),
      state: 'forked' as const,
    })),
  ]
  return all.filter((fact) => isAbout(fact, people)).sort((a, b) => a.eff - b.eff)
}

export interface FactRow {
  device: string
  seq: number
  at: number
  eff: number
  by: string
  kind: string
  body: string
  state: 'taken' | 'parked' | 'refused'
}

export function keptFact({ device, seq, at, eff, by, kind, body, state }: FactRow): KeptFact {
  // Parsed at intake.
  const ids = { device: device as DeviceId, by: by as PersonId | '' }
  return { ...ids, seq: Number(seq), at: Number(at), eff: Number(eff), kind, body: JSON.parse(body), state }
}

/** Places that are somebody's own. */
async function placesOf(db: HubDb, ids: readonly PersonId[]): Promise<Place['place'][]> {
  const places = (await rowsIn(db, [rowRange('place')])).map(({ state }) => state as Place) // its table's
  return places.filter(({ person }) => person !== undefined && ids.includes(person)).map(({ place }) => place)
}
