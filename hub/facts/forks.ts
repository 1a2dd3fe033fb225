import { randomUUID } from 'node:crypto'
import { withoutAnyOf } from '../../core/facts/erasing.ts'
import type { Fact } from '../../core/facts/fact.ts'
import type { DeviceId, PersonId } from '../../core/facts/ids.ts'
import { factMark } from '../../core/facts/mark.ts'
import type { HubDb } from '../store/schema.ts'
import type { Delivery } from './delivery.ts'
import { erasedBefore } from './erase.ts'

/**
 * Whether these facts go on from one that is another here: a hub that was put back from an old copy may have heard
 * another database of the same name since.
 */
export async function comesAfterAnothers(db: HubDb, { device, before }: Delivery): Promise<boolean> {
  const mark = before && (await markOf(db, device, before.seq))
  return mark !== undefined && mark !== before?.mark
}

/** `factMark` of a device's fact with a number; undefined if it is not here. */
export async function markOf(db: HubDb, device: DeviceId, seq: number): Promise<number | undefined> {
  const fact = await db
    .selectFrom('fact')
    .select(['at', 'by', 'kind', 'body'])
    .where('device', '=', device)
    .where('seq', '=', seq)
    .executeTakeFirst()
  if (!fact) return undefined
  const { at, by, kind, body } = fact
  return factMark({ at: Number(at), by: by as PersonId | '', kind, body: JSON.parse(body) }) // parsed when it came
}

/**
 * Keeps what came under a forked name, from a number on, whole and apart: it counts for nothing. Of people who were erased it
 * keeps nothing here either.
 */
export async function setAside(db: HubDb, delivery: Delivery, from: number): Promise<void> {
  const erased = await erasedBefore(db, delivery.facts)
  for (const { eff: _, ...fact } of delivery.facts.filter((one) => one.seq >= from)) {
    const text = JSON.stringify(withoutAnyOf<Fact>(fact, erased) ?? fact)
    const before = await db
      .selectFrom('forked')
      .select('id')
      .where('device', '=', fact.device)
      .where('seq', '=', fact.seq)
      .where('fact', '=', text)
      .executeTakeFirst()
    if (before) continue
    await db
      .insertInto('forked')
      .values({ id: randomUUID(), device: fact.device, seq: fact.seq, heard: delivery.heard, fact: text })
      .execute()
  }
}
