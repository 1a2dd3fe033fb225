import * as v from 'valibot'
import { PersonId } from '../../core/facts/ids.ts'
import { PinVerifier } from '../../core/sync/messages.ts'
import type { Store } from '../store/store.ts'

/**
 * What PINs are checked with: made by the hub for this device alone, and kept encrypted by a key that scripts cannot read out.
 * That keeps it from lying about in the database; whoever copies the browser's whole profile has the key with it, and of
 * four to six digits soon the PIN (`docs/decisions/008`).
 */
interface KeptPins {
  key: CryptoKey
  iv: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
  /** The hub's mark of these, to ask whether there are others. */
  mark?: string
  /** When they were last known to be the hub's, ms, by this device's clock. */
  asked?: number
}

export interface Adult {
  person: PersonId
  name: string
}

/** @param mark the hub's, '' when it gave none */
export async function keepPins(store: Store, pins: readonly PinVerifier[], mark: string): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(pins))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)
  const kept: KeptPins = { key, iv, sealed, mark, asked: store.now() }
  await store.db.meta.put({ name: 'pins', value: kept })
}

export async function readPins(store: Store): Promise<PinVerifier[]> {
  const kept = await keptPins(store)
  if (!kept) return []
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, kept.key, kept.sealed)
  const pins = v.safeParse(v.array(PinVerifier), JSON.parse(new TextDecoder().decode(plain)))
  return pins.success ? pins.output : [] // an older program's: the next contact brings others
}

/** The hub's mark of what is kept, and when that was last compared; both undefined before there was any. */
export async function pinsCompared(store: Store): Promise<Pick<KeptPins, 'mark' | 'asked'>> {
  return (await keptPins(store)) ?? {}
}

/** What is kept is what the hub has. */
export async function pinsAreSame(store: Store): Promise<void> {
  const kept = await keptPins(store)
  if (kept) await store.db.meta.put({ name: 'pins', value: { ...kept, asked: store.now() } })
}

/** The adults who can unlock this device. */
export async function adultsHere(store: Store): Promise<Adult[]> {
  return (await readPins(store)).map(({ person, name }) => ({ person: v.parse(PersonId, person), name }))
}

async function keptPins(store: Store): Promise<KeptPins | undefined> {
  return (await store.db.meta.get('pins'))?.value as KeptPins | undefined // only this file writes it
}
