import { deflateSync } from 'node:zlib'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Draft } from '../../core/facts/fact.ts'
import type { DeviceId, FactName, PersonId, PlaceId } from '../../core/facts/ids.ts'
import { moveDevice as moveFrom } from '../../hub/devices/move.ts'
import { judgeAfterMove } from '../../hub/facts/after-move.ts'
import { openApp } from '../../hub/http/app.ts'
import { newCode } from '../../hub/people/codes.ts'
import { registerDevice, revokeDevice } from '../../hub/people/devices.ts'
import { giveCode } from '../../hub/people/spare-pins.ts'
import { inTurn } from '../../hub/store/in-turn.ts'
import type { HubDb } from '../../hub/store/schema.ts'
import { record } from '../../src/store/record.ts'
import { openStore, type Store, selfOf, settle } from '../../src/store/store.ts'
import type { Carrier } from '../../src/sync/carrier.ts'
import { BatchSize, deliverAll } from '../../src/sync/deliver.ts'
import { keepKey, makeKey, prove } from '../../src/sync/device-key.ts'
import { httpCarrier } from '../../src/sync/http-carrier.ts'
import { receiveAll } from '../../src/sync/receive.ts'
import { id, type TestHub } from '../hubs/small-county.ts'

/** A place's store as it is in a browser, and a good line to a hub. */
export interface PlaceStore {
  store: Store
  carrier: Carrier
  /** What somebody does at the place. */
  records(draft: Draft, by: PersonId | ''): Promise<FactName>
  delivers(): Promise<void>
  receives(): Promise<void>
  /** Another machine with a copy of the disk, as it is now. */
  copy(): Promise<PlaceStore>
}

let names = 0

/** Enrols a place's device at a hub, and lets it read all that there is for it. */
export async function openPlace(hub: TestHub, place: string): Promise<PlaceStore> {
  const device = id.device(`${place}-${String(++names).padStart(16, '0')}`)
  const pair = await makeKey()
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  await registerDevice(hub.db, { device, place, key: JSON.stringify({ kty, crv, x, y }), now: hub.now() })
  const store = emptyStore(hub)
  await keepKey(store, pair)
  const wall = hub.now()
  await settle(store, { place, device, seq: 0, at: 0, offset: 0, wall, delivered: 0, safe: 0 })
  const opened = atHub(hub, store)
  await opened.receives()
  return opened
}

function atHub(hub: TestHub, store: Store): PlaceStore {
  const app = openApp(hub)
  const carrier = httpCarrier({
    fetch: async (path, init) => app.request(path, init),
    prove: (device: DeviceId, nonce) => prove(store, device, nonce),
    deflate: async (text) => new Uint8Array(deflateSync(text)),
  })
  return {
    store,
    carrier,
    async records(draft, by) {
      const [name] = await record(store, { drafts: [draft], by })
      if (!name) throw new Error('nothing was recorded')
      return name
    },
    delivers: () => deliverAll(store, carrier, new BatchSize(), () => undefined),
    receives: () => receiveAll(store, carrier),
    async copy() {
      const other = emptyStore(hub)
      for (const table of store.db.tables) await other.db.table(table.name).bulkPut(await table.toArray())
      return atHub(hub, other)
    },
  }
}

function emptyStore(hub: TestHub): Store {
  const name = `place-${++names}`
  const random = () => `incarnation-${String(++names).padStart(4, '0')}`
  return openStore(name, { now: hub.now, random, idb: { indexedDB: new IDBFactory(), IDBKeyRange } })
}

export { giveCode, registerDevice, revokeDevice }

/** The office moves a device, as its desk's route does. */
export function moveDevice(db: HubDb, device: DeviceId, to: PlaceId, now: number) {
  return inTurn(db, async (turn) => {
    const moved = await moveFrom(turn, device, to, now)
    if (typeof moved !== 'string') await judgeAfterMove(turn, device, now)
    return moved
  })
}

/** The office takes a place's device back. */
export async function takeBack(hub: TestHub, { store }: PlaceStore): Promise<void> {
  const self = await selfOf(store)
  if (self) await revokeDevice(hub.db, self.device, hub.now())
}

/** A new code for a place, and a line to where it is good. */
export async function codeFor(hub: TestHub, place: string): Promise<{ code: string; fetch: typeof fetch }> {
  const app = openApp(hub)
  const code = await newCode(hub.db, place, hub.now())
  return { code, fetch: async (path, init) => app.request(String(path), init) }
}

/** Puts a hub's database back to what it was: a backup, and the disk that it is put on. */
export async function backUp(hub: TestHub): Promise<() => Promise<void>> {
  const tables = [
    'device',
    'device_move',
    'fact',
    'fact_row',
    'awaited',
    'row',
    'scope_log',
    'blob',
    'blob_scope',
    'blob_awaited',
  ] as const
  const copies = await Promise.all(
    tables.map(async (table) => ({ table, rows: await hub.db.selectFrom(table).selectAll().execute() })),
  )
  await hub.db
    .updateTable('device')
    .set((eb) => ({ safe_to: eb.ref('up_to') }))
    .execute()
  return async () => {
    for (const { table, rows } of copies) {
      await hub.db.deleteFrom(table).execute()
      for (const row of rows)
        await hub.db
          .insertInto(table)
          .values(row as never)
          .execute() // a row of this very table
    }
  }
}
