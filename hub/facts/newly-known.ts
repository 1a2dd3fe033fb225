import { kinds } from '../../core/facts/catalogue.ts'
import { listFromJson } from '../store/bulk.ts'
import { inTurn } from '../store/in-turn.ts'
import type { HubDb } from '../store/schema.ts'
import { admit } from './admit.ts'
import { judgeAgain, parkedFacts } from './parked.ts'

/**
 * Takes in what was parked for being of a kind that the program did not know, and now knows: after an upgrade.
 *
 * @param most facts at a time, since intake waits meanwhile
 * @param now the hub's clock, ms since 1970
 * @returns the scopes that have grown; `undefined` when there was nothing of the sort any more
 */
export async function takeInNewlyKnown(db: HubDb, most: number, now: number): Promise<ReadonlySet<string> | undefined> {
  const known = kinds.map((kind) => kind.name)
  return inTurn(db, async (transaction) => {
    const readable = await parkedFacts(transaction)
      .where('fact.why', '=', 'unknown-kind')
      .where('fact.kind', 'in', listFromJson(transaction, known))
      .limit(most)
      .execute()
    return readable.length > 0 ? admit(transaction, await judgeAgain(transaction, readable), now) : undefined
  })
}
