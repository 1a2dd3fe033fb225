import * as v from 'valibot'
import type { DeviceId } from '../../core/facts/ids.ts'
import { county } from '../../core/facts/scope.ts'
import { readCursor } from '../../core/sync/cursor.ts'
import type { HubDb } from '../store/schema.ts'

/** A device's public key: JWK (RFC 7517), ECDSA on P-256. */
export const DeviceKey = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  y: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
})
export type DeviceKey = v.InferOutput<typeof DeviceKey>

/** Gives a device its line: a place, a key, no facts yet. */
export async function registerDevice(
  db: HubDb,
  device: { device: DeviceId; place: string; key: string; now: number; revoked?: number },
): Promise<void> {
  await db
    .insertInto('device')
    .values({
      device: device.device,
      place: device.place,
      key: device.key,
      up_to: 0,
      offered_to: 0,
      safe_to: 0,
      last_eff: 0,
      heard: device.now,
      enrolled: device.now,
      revoked: device.revoked ?? 0,
    })
    .execute()
}

/** A device is noted as heard at most this often, ms: each note is a write. */
const noteEvery = 60_000

/**
 * Notes that a device has asked. It asks when it has nothing left to deliver, so this, too, is a word of it: there is
 * nothing there that is not here.
 */
export async function noteHeard(db: HubDb, device: DeviceId, now: number): Promise<void> {
  await db
    .updateTable('device')
    .set({ heard: now })
    .where('device', '=', device)
    .where('heard', '<=', now - noteEvery)
    .execute()
}

/**
 * Notes how far a device has read the county's log, by the cursor with which it asks: what stands up to there it has taken in. A
 * cursor of another history says nothing.
 */
export async function noteCountyRead(db: HubDb, device: DeviceId, cursor: string): Promise<void> {
  const read = readCursor(cursor)
  if (!read) return
  await db
    .updateTable('device')
    .set({ county_read: read.n })
    .where('device', '=', device)
    .where('county_read', '<>', read.n)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('scope_log')
          .select('n')
          .where('scope', '=', county)
          .where('n', '=', read.n)
          .where('mark', '=', read.mark),
      ),
    )
    .execute()
}

/**
 * Takes a device back, under all the names that its database has borne: what it still delivers goes into quarantine, and
 * whatever it asks is answered with the order to wipe. Doing so again changes nothing.
 *
 * @returns the names that were taken back now; none if the device is not known, or is a run of the hub itself
 */
export async function revokeDevice(db: HubDb, device: DeviceId, now: number): Promise<DeviceId[]> {
  if (!db.isTransaction) return db.transaction().execute((transaction) => revokeDevice(transaction, device, now))
  const known = await db
    .selectFrom('device')
    .select('key')
    .where('device', '=', device)
    .where('place', '<>', '')
    .executeTakeFirst()
  if (!known) return []
  const taken = await db
    .updateTable('device')
    .set({ revoked: now })
    .where('key', '=', known.key)
    .where('revoked', '=', 0)
    .returning('device')
    .execute()
  return taken.map((one) => one.device as DeviceId) // it was registered as one
}

/** A device that was revoked gets nothing any more. One that is not known counts as such. */
export async function isRevoked(db: HubDb, device: DeviceId): Promise<boolean> {
  const row = await db.selectFrom('device').select('revoked').where('device', '=', device).executeTakeFirst()
  return Number(row?.revoked ?? 1) > 0
}
