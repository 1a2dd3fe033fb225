import type { PersonId } from '../../core/facts/ids.ts'
import type { PinVerifier } from '../../core/sync/messages.ts'
import type { Store } from '../store/store.ts'
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
  if (!verifier || (await derived(pin, verifier)) !== verifier.verifier) {
    return { ok: false, waitMs: await waitLeft(store) }
  }
  await forgetWrongPins(store)
  adultTakesOver(person, verifier.name)
  return { ok: true }
}

async function derived(pin: string, { salt, iterations, own }: PinVerifier): Promise<string> {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations }
  const slow = await crypto.subtle.deriveBits(parameters, typed, 256)
  const key = await crypto.subtle.importKey('raw', slow, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytesOf(own)))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
