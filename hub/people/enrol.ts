import * as v from 'valibot'
import { DeviceId } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import { placeOf } from '../facts/pull.ts'
import type { HubDb } from '../store/schema.ts'
import { redeemCode, redeemedFor } from './codes.ts'
import { DeviceKey, registerDevice } from './devices.ts'

export const EnrolRequest = v.object({
  code: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  /** Chance, made by the device: its name will be its place's and this. */
  incarnation: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,22}$/)),
  key: DeviceKey,
})
export type EnrolRequest = v.InferOutput<typeof EnrolRequest>

/**
 * Enrols a device with a code, in one transaction: the code is used up only if the device has its number. The device
 * whose answer was lost on the way asks again with the same key and is answered again.
 *
 * @returns what it is called and where it stands; `undefined` if the code is unknown, used or too old
 * @throws if the code's place is not described here
 */
export async function enrol(
  db: HubDb,
  { code, incarnation, key }: EnrolRequest,
  now: number,
): Promise<{ device: DeviceId; place: Place } | undefined> {
  return db.transaction().execute(async (transaction) => {
    const named = (placeId: string) => v.parse(DeviceId, `${placeId.slice(0, 40)}-${incarnation}`)
    const keyText = JSON.stringify(key)
    const keyOf = async (device: DeviceId) =>
      (await transaction.selectFrom('device').select('key').where('device', '=', device).executeTakeFirst())?.key

    const before = await redeemedFor(transaction, code)
    if (before !== undefined && (await keyOf(named(before))) === keyText) {
      return { device: named(before), place: await placeOf(transaction, before) }
    }
    const placeId = await redeemCode(transaction, code, now)
    if (placeId === undefined) return undefined
    const device = named(placeId)
    await registerDevice(transaction, { device, place: placeId, key: keyText, now })
    return { device, place: await placeOf(transaction, placeId) }
  })
}
