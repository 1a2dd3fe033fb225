import type { DeviceId, PersonId } from '../../core/facts/ids.ts'
import { pinRounds } from '../../core/people/pin-rounds.ts'
import type { PinVerifier } from '../../core/sync/messages.ts'
import { type Store, selfOf } from '../store/store.ts'
import { type Carrier, CarrierFailure } from '../sync/carrier.ts'
import { base64url, checked, macOf, slowly } from './derive.ts'
import { type ChosenPin, keepChosen, readChosen, readPins } from './pins.ts'
import { adultTakesOver } from './who.ts'
import { forgetWrongPins, noteTry, waitLeft } from './wrong-pins.ts'

/** A one-time code that was right: for its teacher to choose a new PIN with, on this page. */
export interface OpenedCode {
  person: PersonId
  n: number
  /** What PBKDF2 made of it. */
  slow: Uint8Array<ArrayBuffer>
}

export type CheckedCode = { ok: true; opened: OpenedCode } | { ok: false; waitMs: number }

/** Whether this device is prepared for a one-time code of somebody. */
export async function hasSpare(store: Store, person: PersonId): Promise<boolean> {
  return ((await pinOf(store, person))?.spare?.codes.length ?? 0) > 0
}

/** Checks a one-time code that the office has given, without a line. A wrong one counts as a wrong PIN does. */
export async function checkCode(store: Store, person: PersonId, code: string): Promise<CheckedCode> {
  if (!(await noteTry(store))) return { ok: false, waitMs: await waitLeft(store) }
  const spare = (await pinOf(store, person))?.spare
  if (spare) {
    const slow = await slowly(code, spare)
    const verifier = await checked(slow, spare.own)
    const found = spare.codes.find((one) => one.verifier === verifier)
    if (found) return { ok: true, opened: { person, n: found.n, slow } }
  }
  return { ok: false, waitMs: await waitLeft(store) }
}

/**
 * Makes a PIN its teacher's on this device, from now on and without a line; the code, and all before it, are used up here with
 * the same writing. Unlocks the device. The hub is told when there is a line.
 */
export async function choosePin(store: Store, { person, n, slow }: OpenedCode, pin: string): Promise<void> {
  const self = await selfOf(store)
  const before = await pinOf(store, person)
  if (!self || !before) throw new Error('nobody can unlock this device')
  const salt = base64url(crypto.getRandomValues(new Uint8Array(16)))
  const made = await slowly(pin, { salt, iterations: pinRounds })
  const verifier = base64url(made)
  const proof = await macOf(slow, new TextEncoder().encode(`${self.device} ${person} ${salt} ${verifier}`))
  const changed: PinVerifier = {
    ...before,
    salt,
    iterations: pinRounds,
    verifier: await checked(made, before.own),
    ...(before.spare && { spare: { ...before.spare, codes: before.spare.codes.filter((code) => code.n > n) } }),
  }
  await keepChosen(store, changed, { device: self.device, pin: { person, n, salt, verifier, proof } })
  await forgetWrongPins(store)
  adultTakesOver(person, before.name)
}

/**
 * Tells the hub of PINs that were chosen here. What it does not take is done with, too: it has a later word of the office.
 *
 * @returns whether there was any
 * @throws CarrierFailure
 */
export async function deliverChosen(store: Store, carrier: Carrier): Promise<boolean> {
  const chosen = await readChosen(store)
  for (const one of chosen) await deliver(store, carrier, one)
  return chosen.length > 0
}

async function deliver(store: Store, carrier: Carrier, { device, pin }: ChosenPin): Promise<void> {
  const headers = { 'Content-Type': 'application/json' }
  const as = device as DeviceId // one of this database's names: all have its key
  const { status } = await carrier.ask(as, 'device/pin', { method: 'PUT', headers, body: JSON.stringify(pin) })
  // An older hub has no ear for it.
  if (status === 404) throw new CarrierFailure('line', 'the hub takes no chosen PINs')
  await keepChosen(store, undefined, undefined, pin)
}

async function pinOf(store: Store, person: PersonId): Promise<PinVerifier | undefined> {
  return (await readPins(store)).find((one) => one.person === person)
}
