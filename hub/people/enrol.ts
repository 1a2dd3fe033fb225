import * as v from 'valibot'
import { DeviceId } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import { placeOf } from '../facts/pull.ts'
import type { HubDb } from '../store/schema.ts'
import { Code, isBeyondGuessing, redeemCode, redeemedFor, wasACode } from './codes.ts'
import { DeviceKey, registerDevice } from './devices.ts'
import { forgiveGuesses, noteGuess, sixDigitsWillDo } from './guesses.ts'

/** Chance, made by the device: its name is its place's and this. */
const incarnation = '[A-Za-z0-9_-]{16,22}'

export const EnrolRequest = v.object({
  code: Code,
  incarnation: v.pipe(v.string(), v.regex(new RegExp(`^${incarnation}$`))),
  key: DeviceKey,
})
export type EnrolRequest = v.InferOutput<typeof EnrolRequest>

/**
 * To go on under a new name, after a fork. It begins with the place at which the device took it, which may be one that a hub
 * that was put back does not know of (decision 053).
 */
export const RenameRequest = v.object({
  device: v.pipe(DeviceId, v.regex(new RegExp(`^[A-Za-z0-9_-]{1,40}-${incarnation}$`))),
})

/** Another device bears this name: the code is not used up, and another name will do. */
export class NameTaken extends Error {}

/** What became of it. `whole-code`: others have guessed so much that six digits alone do not let in now. */
export type Enrolled = { ok: true; device: DeviceId; place: Place } | { ok: false; why: 'no-such-code' | 'whole-code' }

/**
 * Enrols a device with a code, in one transaction: the code is used up only if the device has its number. The device
 * whose answer was lost on the way asks again with the same key and is answered again.
 *
 * @throws NameTaken; or if the code's place is not described here
 */
export async function enrol(db: HubDb, { code, incarnation, key }: EnrolRequest, now: number): Promise<Enrolled> {
  return db.transaction().execute(async (transaction): Promise<Enrolled> => {
    const named = (placeId: string) => v.parse(DeviceId, `${placeId.slice(0, 40)}-${incarnation}`)
    const keyText = JSON.stringify(key)
    const keyOf = async (device: DeviceId) =>
      (await transaction.selectFrom('device').select('key').where('device', '=', device).executeTakeFirst())?.key
    const answer = async (device: DeviceId, placeId: string): Promise<Enrolled> => {
      return { ok: true, device, place: await placeOf(transaction, placeId) }
    }

    const before = await redeemedFor(transaction, code)
    if (before !== undefined && (await keyOf(named(before))) === keyText) return answer(named(before), before)
    const sure = await isBeyondGuessing(transaction, code)
    if (!sure && !(await sixDigitsWillDo(transaction, now))) return { ok: false, why: 'whole-code' }
    const placeId = await redeemCode(transaction, code, now)
    if (placeId === undefined) {
      if (!sure && !(await wasACode(transaction, code))) await noteGuess(transaction, key.x, now)
      return { ok: false, why: 'no-such-code' }
    }
    await forgiveGuesses(transaction, key.x)
    const device = named(placeId)
    // One that the hub was thought to have forgotten may ask although it is known.
    const known = await keyOf(device)
    if (known !== undefined && known !== keyText) throw new NameTaken(device)
    if (known === undefined) await registerDevice(transaction, { device, place: placeId, key: keyText, now })
    return answer(device, placeId)
  })
}
