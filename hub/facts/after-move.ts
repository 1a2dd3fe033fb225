import type { DeviceId } from '../../core/facts/ids.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import type { RefusalReason } from '../../core/sync/messages.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { admit } from './admit.ts'
import { factsThatAre, judgeAgain } from './parked.ts'

/** What another place may have to say another word on. */
const becauseOfThePlace: RefusalReason[] = [
  'place-not-allowed',
  'class-not-served',
  'role-not-allowed',
  'not-a-member',
  // At a teacher's own, whoever else acts.
  'speaks-for-another',
]

/**
 * Judges anew what was refused of a device that has just been moved, so that it is the same whether it came before the office
 * moved it, or after: a hub that was put back to before a move refuses until it is moved again. What a person has settled
 * meanwhile stays as it is.
 *
 * @param db within a turn (`inTurn`)
 * @param now the hub's clock, ms since 1970
 * @returns the scopes that have grown
 */
export async function judgeAfterMove(db: HubDb, device: DeviceId, now: number): Promise<Set<string>> {
  const { key } = await db.selectFrom('device').select('key').where('device', '=', device).executeTakeFirstOrThrow()
  const refused = await factsThatAre('refused', db)
    .where('device.key', '=', key)
    .where('fact.why', 'in', becauseOfThePlace)
    .execute()
  if (refused.length === 0) return new Set()
  const settledBy = refused.map((fact) => rowKey('trouble', `${fact.device}:${fact.seq}`))
  const settled = await db.selectFrom('row').select('row').where('row', 'in', listFromJson(db, settledBy)).execute()
  const isSettled = new Set<string>(settled.map(({ row }) => row))
  const open = refused.filter((_, n) => !isSettled.has(settledBy[n] ?? ''))
  return admit(db, await judgeAgain(db, open), now)
}
