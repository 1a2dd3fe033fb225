import type * as v from 'valibot'
import type { TimedFact } from '../../core/facts/fact.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { seatIn } from '../../core/people/seat.ts'
import { lastOf } from '../../core/rows/reading.ts'
import { type RowKey, rowKey } from '../../core/rows/row-key.ts'
import { byEffect } from '../../core/rows/table.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { factsOf } from './rows.ts'

/**
 * What a device is told, without the names that guardians have withdrawn since: in an older enrolment the seat number
 * stands in the name's place, as in the one that counts. The row is the same, since it has its name from that one alone;
 * and nothing changes of what the hub keeps.
 *
 * @param until up to there the device will have read this scope's log, or begin anew: what counts must stand there
 */
export async function withoutStruckNames(
  db: HubDb,
  scope: string,
  until: number,
  facts: readonly TimedFact[],
): Promise<readonly TimedFact[]> {
  const named = new Set(facts.flatMap((fact) => rowWithName(fact) ?? []))
  const seats = named.size > 0 ? await seatsIn(db, scope, until, [...named]) : new Map<RowKey, string>()
  if (seats.size === 0) return facts
  return facts.map((fact) => {
    const row = rowWithName(fact)
    const seat = row && seats.get(row)
    return seat === undefined ? fact : { ...fact, body: { ...(fact.body as object), name: seat } } // it is an enrolment's
  })
}

/** The row of a pupil whom a fact gives a name. */
function rowWithName({ kind, body }: Pick<TimedFact, 'kind' | 'body'>): RowKey | undefined {
  if (kind !== memberEnrolled.name) return undefined
  const { class: classId, person, name, role } = body as v.InferOutput<typeof memberEnrolled.body> // parsed at intake
  return role === 'pupil' && seatIn(name) === undefined ? rowKey('member', classId, person) : undefined
}

/** Of those of these rows who work by seat number by what stands in the log up to there: what they are called. */
async function seatsIn(
  db: HubDb,
  scope: string,
  until: number,
  rows: readonly RowKey[],
): Promise<ReadonlyMap<RowKey, string>> {
  // First by the rows as they are: mostly there is nobody.
  const states = await db
    .selectFrom('row')
    .select(['row', 'state'])
    .where('row', 'in', listFromJson(db, rows))
    .execute()
  const seated = states.filter(({ state }) => seatIn(JSON.parse(state).name) !== undefined)
  if (seated.length === 0) return new Map()
  const told = await db
    .selectFrom('scope_log')
    .select(['device', 'seq'])
    .where('scope', '=', scope)
    .where('n', '<=', until)
    .where('kind', '=', memberEnrolled.name)
    .execute()
  const isTold = new Set(told.map(({ device, seq }) => `${device}:${seq}`))
  const seats = new Map<RowKey, string>()
  const all = await factsOf(
    db,
    seated.map(({ row }) => row as RowKey), // written from one
  )
  for (const [row, facts] of all) {
    const read = facts.filter(({ device, seq }) => isTold.has(`${device}:${seq}`)).sort(byEffect)
    const name = lastOf(memberEnrolled, read)?.body.name ?? ''
    if (seatIn(name) !== undefined) seats.set(row, name)
  }
  return seats
}
