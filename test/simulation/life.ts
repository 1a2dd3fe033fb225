import { deflateSync } from 'node:zlib'
import type { DeviceId } from '../../core/facts/ids.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import type { Place } from '../../core/people/places.ts'
import { type LetGoFrom, letGo } from '../../src/store/letting-go.ts'
import { noteOrder } from '../../src/store/order.ts'
import { kept, reduceIn } from '../../src/store/reduce.ts'
import { openStore, type Store, settle } from '../../src/store/store.ts'
import { strictly } from '../../src/store/strictly.ts'
import { type Carrier, CarrierFailure } from '../../src/sync/carrier.ts'
import { BatchSize, deliverAll } from '../../src/sync/deliver.ts'
import { keepKey, prove } from '../../src/sync/device-key.ts'
import { httpCarrier } from '../../src/sync/http-carrier.ts'
import { receiveAll } from '../../src/sync/receive.ts'
import { sendPhotos } from '../../src/sync/send-photos.ts'
import { giveBack } from '../../src/sync/take-back.ts'
import type { Chance } from './chance.ts'
import type { Disk } from './disk.ts'
import type { Actor } from './stage.ts'

/** One life of a device, from its start to a power cut: what runs on it, and is gone with it. */
export interface Life extends Actor {
  store: Store
  carrier: Carrier
  size: BatchSize
  /** Ends the pause between two rounds. */
  wake(): void
  live?: { stop(): void }
  /** Whether nobody touches it just now. */
  isLeftAlone(): boolean
  /** How far it has looked through what it might let go. */
  tidied: LetGoFrom
  /** It was taken back, and everything was taken away. */
  wiped: boolean
}

/** What a life is made of. */
export interface Making {
  name: string
  place: Place
  disk: Disk
  chance: Chance
  /** The device's clock, ms since 1970. */
  wall(): number
  /** Runs a task of the disk when it is its turn. */
  diskTask(life: Life, run: () => void): void
  fetchFor(life: Life): (path: string, init: RequestInit) => Promise<Response>
  altered(carrier: Carrier): Carrier
}

export function openLife(making: Making): Life {
  const { name, place, disk, chance, wall } = making
  const store = openStore(place.place, { now: wall, random: () => chance.text(16), idb: disk.idb })
  const life: Life = {
    name,
    alive: true,
    store,
    carrier: undefined as unknown as Carrier, // it needs the life that it is part of: given right below
    size: new BatchSize(),
    wake: () => undefined,
    isLeftAlone: () => chance.happens(0.4),
    tidied: undefined,
    wiped: false,
    diskTask: (run) => making.diskTask(life, run),
  }
  const carrier = httpCarrier({
    fetch: making.fetchFor(life),
    prove: (device: DeviceId, nonce: string) => prove(store, device, nonce),
    deflate: async (text) => new Uint8Array(deflateSync(text)),
  })
  life.carrier = making.altered(carrier)
  // As after some failures on a thin line: batches small enough that there are several.
  if (chance.happens(0.5)) for (let n = 0; n < 6; n++) life.size.failed()
  return life
}

/** What the app does with the hub's answer to a code: a name, a key, and the place known. */
export async function settleIn(
  { store }: Life,
  place: Place,
  named: { device: DeviceId; key: CryptoKeyPair; hub: number },
): Promise<void> {
  const wall = store.now()
  await keepKey(store, named.key)
  const fresh = { seq: 0, at: 0, offset: named.hub - wall, wall, delivered: 0, safe: 0 }
  await settle(store, { place: place.place, device: named.device, ...fresh })
  await strictly(store.db, ['facts', 'rows'], async (transaction) => {
    const first = { device: 'enrolment' as DeviceId, seq: 1, at: 0, eff: 0, by: '' as const } // as the app writes it
    const fact = kept({ ...first, ...placeDescribed(place) }, undefined, 0)
    transaction.put('facts', fact)
    await reduceIn(transaction, fact.rows)
  })
}

/** One round of `src/sync/engine.ts`, behind which it tidies if nobody does anything. */
export async function round(life: Life): Promise<void> {
  await exchange(life)
  if (life.wiped) return
  if (life.isLeftAlone()) life.tidied = (await letGo(life.store, life.tidied)).next
}

/** Everything is delivered and received, and all is let go that may go. */
export async function roundAndTidy(life: Life): Promise<void> {
  await exchange(life)
  if (life.wiped) return
  life.tidied = undefined
  do {
    life.tidied = (await letGo(life.store, life.tidied)).next
  } while (life.tidied)
}

async function exchange(life: Life): Promise<void> {
  const { store, carrier, size } = life
  await deliverAll(store, carrier, size, () => undefined)
  try {
    await receiveAll(store, carrier)
  } catch (error) {
    if (!(error instanceof CarrierFailure && error.why === 'revoked')) throw error
    life.wiped = (await giveBack(store, carrier, size, () => undefined)) !== undefined
    return
  }
  await noteOrder(store, '')
  await sendPhotos(store, carrier)
}
