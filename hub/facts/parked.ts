import { sql } from 'kysely'
import type { DeviceId, PersonId } from '../../core/facts/ids.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { addRows, listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { type Incoming, type Judged, judge, sourceOf } from './judge.ts'

/** Notes which rows parked facts wait for. */
export async function noteAwaited(db: HubDb, facts: readonly Judged[]): Promise<void> {
  const awaits = facts.flatMap((fact) => fact.awaits.map((row) => [row, fact.device, fact.seq]))
  if (awaits.length === 0) return
  await addRows(db, 'awaited', ['row', 'device', 'seq'], awaits)
}

/** The parked facts that need nothing more, now that these rows exist. */
export async function releaseWaiting(db: HubDb, created: readonly RowKey[]): Promise<Judged[]> {
  if (created.length === 0) return []
  const awaited = db.selectFrom('awaited').where('row', 'in', listFromJson(db, created))
  // Mostly there is none; to plan the rest takes PostgreSQL longer than to find that out.
  if (!(await awaited.select('row').limit(1).executeTakeFirst())) return []
  const waiting = await parkedFacts(db)
    .innerJoin(awaited.select(['device', 'seq']).distinct().as('waits'), (join) =>
      join.onRef('waits.device', '=', 'fact.device').onRef('waits.seq', '=', 'fact.seq'),
    )
    .execute()
  return judgeAgain(db, waiting)
}

export const parkedFacts = (db: HubDb) => factsThatAre('parked', db)

/** Facts that count for nothing so far, with whose they are. */
export function factsThatAre(state: 'parked' | 'refused', db: HubDb) {
  return (
    db
      .selectFrom('fact')
      .innerJoin('device', 'device.device', 'fact.device')
      .selectAll('fact')
      .select(['device.place', 'device.key', 'device.revoked'])
      .where('fact.state', '=', state)
      // As it stands in the index of those few facts, or SQLite would walk them all.
      .where('fact.state', '<>', sql.lit('taken'))
      .orderBy('fact.device')
      .orderBy('fact.seq')
  )
}

/** Judges facts as if they had just come, and notes what came of it. @returns those that are taken now */
export async function judgeAgain(
  db: HubDb,
  facts: Awaited<ReturnType<ReturnType<typeof factsThatAre>['execute']>>,
): Promise<Judged[]> {
  const taken: Judged[] = []
  for (const row of facts) {
    const { place, key, revoked, state: _, why: __, ...kept } = row
    // Ids passed their schemas when the fact first came.
    const ids = { device: row.device as DeviceId, by: row.by as PersonId | '' }
    const body: unknown = JSON.parse(row.body)
    const times = { seq: Number(row.seq), at: Number(row.at), eff: Number(row.eff) }
    const fact: Incoming = { ...kept, ...ids, ...times, body, text: row.body }
    const [judged] = await judge(db, [fact], await sourceOf(db, { place, key, revoked }))
    if (!judged) continue
    await db.deleteFrom('awaited').where('device', '=', row.device).where('seq', '=', row.seq).execute()
    await db
      .updateTable('fact')
      .set({ state: judged.state, why: judged.why })
      .where('device', '=', row.device)
      .where('seq', '=', row.seq)
      .execute()
    await noteAwaited(db, [judged])
    if (judged.state === 'taken') taken.push(judged)
  }
  return taken
}
