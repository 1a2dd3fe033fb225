import * as v from 'valibot'
import { type DeviceId, PlaceId } from '../../core/facts/ids.ts'
import { places } from '../../core/rows/roster.ts'
import { rowOf } from '../facts/row-of.ts'
import type { HubDb } from '../store/schema.ts'

/** Why a device is not moved. An office's desk sees the whole county: nothing is made one, or unmade, by moving. */
export type NotMoved = 'no-such-device' | 'no-such-place' | 'an-office' | 'is-there'

/**
 * Moves a device, under all its names, to another place. From its next contact on it follows that place's scopes. Until it
 * shows that it knows, it works on as the old place's, and what it records is judged so (`staysOf`, decision 043).
 *
 * @returns where it stood, or why it was not moved
 */
export async function moveDevice(
  db: HubDb,
  device: DeviceId,
  to: PlaceId,
  now: number,
): Promise<{ from: PlaceId } | NotMoved> {
  if (!db.isTransaction) return db.transaction().execute((transaction) => moveDevice(transaction, device, to, now))
  const known = await db
    .selectFrom('device')
    .select(['key', 'place'])
    .where('device', '=', device)
    .where('place', '<>', '')
    .where('revoked', '=', 0)
    .executeTakeFirst()
  if (!known) return 'no-such-device'
  const [from, target] = [await rowOf(db, places, known.place), await rowOf(db, places, to)]
  if (!target) return 'no-such-place'
  if (from?.kind === 'office' || target.kind === 'office') return 'an-office'
  if (known.place === to) return 'is-there'
  const last = await db
    .selectFrom('device_move')
    .select((eb) => eb.fn.max<number | null>('at').as('at'))
    .where('key', '=', known.key)
    .executeTakeFirst()
  const at = Math.max(now, Number(last?.at ?? 0) + 1)
  await db
    .insertInto('device_move')
    .values({ key: known.key, at, from_place: known.place, to_place: to, known: 0 })
    .execute()
  await db.updateTable('device').set({ place: to, stood_at: '' }).where('key', '=', known.key).execute()
  return { from: known.place as PlaceId } // it was enrolled there
}

/** Notes that a device knows where it stands: it has asked with a cursor of its present place's own scope. */
export async function noteMoveKnown(
  db: HubDb,
  { device, place }: { device: DeviceId; place: string },
  cursors: Readonly<Record<string, string>>,
  now: number,
): Promise<void> {
  if (cursors[`place:${place}`] === undefined) return
  const waiting = await db
    .selectFrom('device_move')
    .innerJoin('device', 'device.key', 'device_move.key')
    .select('device.key')
    .where('device.device', '=', device)
    .where('device_move.known', '=', 0)
    .executeTakeFirst()
  if (!waiting) return
  await db
    .updateTable('device_move')
    .set({ known: now })
    .where('key', '=', waiting.key)
    .where('known', '=', 0)
    .execute()
}

/**
 * Notes at which place a device stood as it was last told, if that is none where the hub ever had it: it asks with a cursor of that
 * place's own scope. The hub was put back to before it moved the device, and the office has to move it again. It is the
 * device's word, and gives no right.
 */
export async function noteStoodElsewhere(
  db: HubDb,
  { device, place }: { device: DeviceId; place: string },
  cursors: Readonly<Record<string, string>>,
): Promise<void> {
  const others = Object.keys(cursors).flatMap((scope) => {
    const one = v.safeParse(PlaceId, scope.startsWith('place:') ? scope.slice('place:'.length) : '')
    return one.success && one.output !== place ? [one.output] : []
  })
  if (others.length === 0) return
  const known = new Set(await formerPlaces(db, device))
  const elsewhere = others.find((one) => !known.has(one))
  if (elsewhere === undefined) return
  const { key } = await db.selectFrom('device').select('key').where('device', '=', device).executeTakeFirstOrThrow()
  await db.updateTable('device').set({ stood_at: elsewhere }).where('key', '=', key).execute()
}

/** A place where a device stood before, and until when it may have recorded as that place's, ms since 1970. */
export interface Stay {
  place: string
  until: number
}

/** Where a device stood before, the earliest first. It goes on as the old place's until it knows of its move. */
export async function staysOf(db: HubDb, key: string): Promise<Stay[]> {
  if (key === '') return []
  const moves = await db.selectFrom('device_move').selectAll().where('key', '=', key).orderBy('at').execute()
  return moves.map(({ from_place, known }) => ({
    place: from_place,
    until: Number(known) || Number.POSITIVE_INFINITY,
  }))
}

/** Places that a device has stood at, beside the present one: its names may begin with theirs. */
export async function formerPlaces(db: HubDb, device: DeviceId): Promise<string[]> {
  const moves = await db
    .selectFrom('device_move')
    .innerJoin('device', 'device.key', 'device_move.key')
    .select('from_place')
    .where('device.device', '=', device)
    .execute()
  return moves.map(({ from_place }) => from_place)
}
