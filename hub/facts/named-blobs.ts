import * as v from 'valibot'
import { readBody } from '../../core/facts/catalogue.ts'
import { type DeviceId, PlaceId } from '../../core/facts/ids.ts'
import { placeScope } from '../../core/facts/scope.ts'
import type { HubDb } from '../store/schema.ts'
import type { Judged } from './judge.ts'

/** Notes for whom the blobs are that these facts name: for their scope, and for the place that has to send them. */
export async function nameBlobs(db: HubDb, facts: readonly Judged[]): Promise<void> {
  for (const { kindKnown: kind, read, device } of facts) {
    const hashes = kind?.blobs?.(read) ?? []
    if (!kind || hashes.length === 0) continue
    const { place } = await db
      .selectFrom('device')
      .select('place')
      .where('device', '=', device)
      .executeTakeFirstOrThrow()
    // A place that has lost a class meanwhile still has the photo to send. The hub itself is at none.
    const scopes = [kind.scope(read), ...(place === '' ? [] : [placeScope(v.parse(PlaceId, place))])]
    await db
      .insertInto('blob_scope')
      .values(hashes.flatMap((hash) => scopes.map((scope) => ({ hash, scope }))))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await awaitBlobs(db, device, hashes)
  }
}

/** Whom photos are for that only a revoked device's facts name: nobody but the device that still sends them. */
export function quarantineOf(place: string): string {
  return `quarantine:${place}`
}

/** A revoked device's facts count for nothing, but are kept, and so are the photos that they name. */
export async function nameQuarantined(db: HubDb, facts: readonly Judged[], place: string): Promise<void> {
  const named = facts.flatMap(({ kind, body }) => {
    const reading = readBody(kind, body)
    // A child who is seen in a photo is not kept for a device that nobody trusts.
    if (!reading.ok || reading.kind.portrays?.(reading.body).length) return []
    return reading.kind.blobs?.(reading.body) ?? []
  })
  if (named.length === 0) return
  // A file that is here already is others': naming it would take it from them.
  const here = await db.selectFrom('blob').select('hash').where('hash', 'in', named).execute()
  const fresh = named.filter((hash) => !here.some((one) => one.hash === hash))
  if (fresh.length === 0) return
  await db
    .insertInto('blob_scope')
    .values(fresh.map((hash) => ({ hash, scope: quarantineOf(place) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function awaitBlobs(db: HubDb, device: DeviceId, hashes: readonly string[]): Promise<void> {
  const whole = await db.selectFrom('blob').select('hash').where('hash', 'in', hashes).where('whole', '=', 1).execute()
  const missing = hashes.filter((hash) => !whole.some((one) => one.hash === hash))
  if (missing.length === 0) return
  await db
    .insertInto('blob_awaited')
    .values(missing.map((hash) => ({ device, hash })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
