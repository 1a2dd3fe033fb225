import * as v from 'valibot'
import { PersonId } from '../../core/facts/ids.ts'
import { PinVerifier } from '../../core/sync/messages.ts'
import type { Store } from '../store/store.ts'
import { adultTakesOver } from './who.ts'

/**
 * Unlocking with a PIN, without a line. What a PIN is checked with comes from the hub at enrolment and stands in the
 * database encrypted by a key that cannot be read out of the browser, so that a copied disk gives nothing to try on.
 */
interface KeptPins {
  key: CryptoKey
  iv: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
}

/** Wrong PINs in a row, on this device. */
interface Failures {
  count: number
  /** Not before this moment, ms. */
  until: number
}

export interface Adult {
  person: PersonId
  name: string
}

export type Unlocking = { ok: true } | { ok: false; waitMs: number }

/** Failures without a wait; then 5 s, doubled each time up to an hour. */
const free = 3
const firstWait = 5_000
const longestWait = 3_600_000

export async function keepPins(store: Store, pins: readonly PinVerifier[]): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(pins))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)
  const kept: KeptPins = { key, iv, sealed }
  await store.db.meta.put({ name: 'pins', value: kept })
}

/** The adults who can unlock this device. */
export async function adultsHere(store: Store): Promise<Adult[]> {
  return (await readPins(store)).map(({ person, name }) => ({ person: v.parse(PersonId, person), name }))
}

/** How long must still be waited after wrong PINs, ms. */
export async function waitLeft(store: Store): Promise<number> {
  return Math.max(0, (await failuresOf(store)).until - store.now())
}

/** Checks a PIN; if it is right, this adult has the device. Slow by intent. */
export async function unlock(store: Store, person: PersonId, pin: string): Promise<Unlocking> {
  const waitMs = await waitLeft(store)
  if (waitMs > 0) return { ok: false, waitMs }
  const verifier = (await readPins(store)).find((one) => one.person === person)
  if (verifier && (await derived(pin, verifier)) === verifier.verifier) {
    await store.db.meta.delete('pin-failures')
    adultTakesOver(person, verifier.name)
    return { ok: true }
  }
  const count = (await failuresOf(store)).count + 1
  const wait = count < free ? 0 : Math.min(longestWait, firstWait * 2 ** (count - free))
  const failures: Failures = { count, until: store.now() + wait }
  await store.db.meta.put({ name: 'pin-failures', value: failures })
  return { ok: false, waitMs: wait }
}

async function readPins(store: Store): Promise<PinVerifier[]> {
  const kept = (await store.db.meta.get('pins'))?.value as KeptPins | undefined // only `keepPins` writes it
  if (!kept) return []
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, kept.key, kept.sealed)
  return v.parse(v.array(PinVerifier), JSON.parse(new TextDecoder().decode(plain)))
}

async function failuresOf(store: Store): Promise<Failures> {
  const kept = (await store.db.meta.get('pin-failures'))?.value as Failures | undefined // only `unlock` writes it
  return kept ?? { count: 0, until: 0 }
}

async function derived(pin: string, { salt, iterations }: PinVerifier): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations }
  const bits = new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256))
  return btoa(String.fromCharCode(...bits))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
