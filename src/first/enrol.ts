import * as v from 'valibot'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { Enrolment } from '../../core/sync/messages.ts'
import { knownPlaces, rememberPlace } from '../known-places.ts'
import { kept, reduceIn } from '../store/reduce.ts'
import { browserWorld, openStore, type Store, settle } from '../store/store.ts'
import { strictly } from '../store/strictly.ts'
import { browserCarrier } from '../sync/browser-carrier.ts'
import { keepKey, makeKey } from '../sync/device-key.ts'
import { receiveAll } from '../sync/receive.ts'
import { keepPins } from '../who/pins.ts'

/** Why a code did not work; each has a sentence. */
export type EnrolRefusal =
  | { why: 'no-line' | 'no-such-code' | 'whole-code' | 'no-room' | 'hub-failed' }
  | { why: 'too-often'; seconds: number }

/** As which device this page asks, however often: only the same one is answered again when an answer was lost. */
let asking: { pair: Promise<CryptoKeyPair>; incarnation: string } | undefined

export type Enrolling = { ok: true; name: string } | ({ ok: false } & EnrolRefusal)

/**
 * Makes this browser a place's device: a key that never leaves it, a database of its own, and what the place needs
 * from the hub. A code that this browser has used already leads to the place that it made.
 */
export async function enrol(code: string): Promise<Enrolling> {
  const before = knownPlaces().find((place) => place.code === code)
  if (before) return { ok: true, name: before.name }
  asking ??= { pair: makeKey(), incarnation: browserWorld.random() }
  const pair = await asking.pair
  const answer = await askHub(code, asking.incarnation, await crypto.subtle.exportKey('jwk', pair.publicKey))
  if (!answer.ok) return answer
  const { enrolment, sentAt, heardAt } = answer
  const name = localName()
  const store = openStore(name, browserWorld)
  try {
    await keepKey(store, pair)
    await settle(store, {
      place: enrolment.place.place,
      device: enrolment.device,
      seq: 0,
      at: 0,
      offset: Math.round(enrolment.now - (sentAt + heardAt) / 2),
      wall: heardAt,
      delivered: 0,
      safe: 0,
    })
    await describePlace(store, enrolment)
    await keepPins(store, enrolment.pins, '')
    rememberPlace({ name, title: enrolment.place.title, kind: enrolment.place.kind, code })
    // The rest comes as soon as there is a line again; a home without its timetable says so.
    await receiveAll(store, browserCarrier(store, enrolment)).catch((error: unknown) =>
      console.error('first pull:', error),
    )
    store.db.close()
    void navigator.storage?.persist?.()
    return { ok: true, name }
  } catch (error) {
    await store.db.delete()
    if (error instanceof DOMException && error.name === 'QuotaExceededError') return { ok: false, why: 'no-room' }
    throw error
  }
}

type Answer = { ok: true; enrolment: Enrolment; sentAt: number; heardAt: number } | ({ ok: false } & EnrolRefusal)

/** Asks the hub to take a database of this browser as the device of the code's place, as often as need be. */
export async function askHub(code: string, incarnation: string, key: JsonWebKey): Promise<Answer> {
  const { kty, crv, x, y } = key
  const body = JSON.stringify({ code, incarnation, key: { kty, crv, x, y } })
  const sentAt = Date.now()
  let response: Response
  try {
    response = await fetch('/api/device/enrol', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    })
  } catch {
    return { ok: false, why: 'no-line' }
  }
  const heardAt = Date.now()
  if (response.status === 429) return { ok: false, why: 'too-often', seconds: secondsIn(response) }
  if (response.status === 403) return { ok: false, why: 'whole-code' }
  if (response.status === 404 || response.status === 400) return { ok: false, why: 'no-such-code' }
  const enrolment = v.safeParse(Enrolment, response.ok ? await response.json().catch(() => undefined) : undefined)
  if (!enrolment.success) return { ok: false, why: 'hub-failed' }
  return { ok: true, enrolment: enrolment.output, sentAt, heardAt }
}

/** How long to wait; a minute where that is not said as the hub says it. */
function secondsIn(response: Response): number {
  const said = response.headers.get('Retry-After') ?? ''
  return /^\d{1,6}$/.test(said) ? Number(said) : 60
}

/** The place is known at once, from the answer; the pull brings the fact that says the same. */
async function describePlace(store: Store, { place }: Enrolment): Promise<void> {
  await strictly(store.db, ['facts', 'rows'], async (transaction) => {
    const draft = placeDescribed(place)
    const fact = kept(
      { device: 'enrolment' as Enrolment['device'], seq: 1, at: 0, eff: 0, by: '', ...draft },
      undefined,
      0,
    )
    transaction.put('facts', fact)
    await reduceIn(transaction, fact.rows)
  })
}

function localName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5))
  return Array.from(bytes, (byte) => byte.toString(36).padStart(2, '0')).join('')
}
