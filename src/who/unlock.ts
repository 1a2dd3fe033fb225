import type { PersonId } from '../../core/facts/ids.ts'
import type { Store } from '../store/store.ts'
import { checked, slowly } from './derive.ts'
import { readPins } from './pins.ts'
import { adultTakesOver } from './who.ts'
import { forgetWrongPins, noteTry, waitLeft } from './wrong-pins.ts'

export type Unlocking = { ok: true } | { ok: false; waitMs: number }

/**
 * Checks a PIN, without a line; if it is right, this adult has the device. Slow by intent. A try is noted before it is
 * made, so that closing the page in the middle of it gains nothing.
 */
export async function unlock(store: Store, person: PersonId, pin: string): Promise<Unlocking> {
  if (!(await noteTry(store))) return { ok: false, waitMs: await waitLeft(store) }
  const verifier = (await readPins(store)).find((one) => one.person === person)
  if (!verifier || (await checked(await slowly(pin, verifier), verifier.own)) !== verifier.verifier) {
    return { ok: false, waitMs: await waitLeft(store) }
  }
  await forgetWrongPins(store)
  adultTakesOver(person, verifier.name)
  return { ok: true }
}
