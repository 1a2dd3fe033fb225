import * as v from 'valibot'
import type { PersonId } from '../../core/facts/ids.ts'
import { NewPin, PinVerifier } from '../../core/sync/messages.ts'
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

/** A PIN that was chosen here and that the hub does not know yet, with the name under which that was. */
const ChosenPin = v.object({ device: v.string(), pin: NewPin })
export type ChosenPin = v.InferOutput<typeof ChosenPin>

const Plain = v.object({ pins: v.array(PinVerifier), chosen: v.array(ChosenPin) })
type Plain = v.InferOutput<typeof Plain>

/** @param mark the hub's, '' when it gave none */
export async function keepPins(store: Store, pins: readonly PinVerifier[], mark: string): Promise<void> {
  await seal(store, { pins: [...pins], chosen: await readChosen(store) }, mark)
}

/** Changes what one person's PIN is checked with, and notes or drops what the hub is to be told. */
export async function keepChosen(
  store: Store,
  changed: PinVerifier | undefined,
  added: ChosenPin | undefined,
  told?: NewPin,
): Promise<void> {
  const { pins, chosen } = await unsealed(store)
  const left = chosen.filter(({ pin }) => pin.person !== (added?.pin.person ?? '') && pin.proof !== told?.proof)
  const plain = {
    pins: pins.map((one) => (one.person === changed?.person ? changed : one)),
    chosen: added ? [...left, added] : left,
  }
  // The hub has others now, whatever its mark was.
  await seal(store, plain, '')
}

export async function readChosen(store: Store): Promise<ChosenPin[]> {
  return (await unsealed(store)).chosen
}

async function seal(store: Store, plain: Plain, mark: string): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const bytes = new TextEncoder().encode(JSON.stringify(plain))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes)
  const kept: KeptPins = { key, iv, sealed, mark, asked: store.now() }
  await store.db.meta.put({ name: 'pins', value: kept })
}

export async function readPins(store: Store): Promise<PinVerifier[]> {
  return (await unsealed(store)).pins
}

async function unsealed(store: Store): Promise<Plain> {
  const kept = await keptPins(store)
  if (!kept) return { pins: [], chosen: [] }
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, kept.key, kept.sealed)
  const said: unknown = JSON.parse(new TextDecoder().decode(plain))
  // An older program kept the list alone.
  const read = v.safeParse(Plain, Array.isArray(said) ? { pins: said, chosen: [] } : said)
  return read.success ? read.output : { pins: [], chosen: [] } // the next contact brings others
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
  return (await readPins(store)).map(({ person, name }) => ({ person, name }))
}

async function keptPins(store: Store): Promise<KeptPins | undefined> {
  return (await store.db.meta.get('pins'))?.value as KeptPins | undefined // only this file writes it
}
