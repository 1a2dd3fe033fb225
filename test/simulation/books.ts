import { readBody } from '../../core/facts/catalogue.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import type { DeviceId, PersonId } from '../../core/facts/ids.ts'
import { dayOf } from '../../core/school/day.ts'
import type { KeptFact, KeptRow, Self, Trouble } from '../../src/store/place-db.ts'
import { selfOf } from '../../src/store/store.ts'
import type { Device } from './device.ts'
import { Holding } from './holding.ts'
import type { World } from './world.ts'

/** All that a hub says at one moment, read straight from its tables. */
export interface HubBook {
  facts: HubFact[]
  rows: Map<string, { state: string; neededUntil: string }>
  log: { scope: string; n: number; device: string; seq: number; again: string }[]
  /** What a place should hold of it. */
  holding: Holding
  /** By row, the names of all taken facts that speak of it. */
  speaking: Map<string, string[]>
  devices: Map<string, { upTo: number; offeredTo: number }>
  blobs: Set<string>
}

export interface HubFact extends TimedFact {
  body: Record<string, unknown>
  state: 'taken' | 'parked' | 'refused'
  why: string
  trace: number | undefined
}

/** All that a device says at one moment. */
export interface DeviceBook {
  device: Device
  self: Self
  facts: KeptFact[]
  rows: Map<string, unknown>
  troubles: Trouble[]
  unsent: string[]
}

export async function readHub({ machine: { book }, stage, ledger }: World): Promise<HubBook> {
  const kept = await book.selectFrom('fact').selectAll().execute()
  const rows = await book.selectFrom('row').selectAll().execute()
  const log = await book.selectFrom('scope_log').selectAll().orderBy('scope').orderBy('n').execute()
  const devices = await book.selectFrom('device').selectAll().execute()
  const blobs = await book.selectFrom('blob').select('hash').where('whole', '=', 1).execute()
  const facts = kept.map((fact): HubFact => {
    const body = JSON.parse(fact.body)
    // Ids as the hub has them: what they are compared with has the same ones.
    const named = { ...fact, device: fact.device as DeviceId, by: fact.by as PersonId | '', body }
    return { ...named, trace: ledger.traceOf(named) }
  })
  return {
    facts,
    holding: new Holding(facts, dayOf(stage.now)),
    speaking: speakingOf(facts),
    rows: new Map(rows.map((row) => [row.row, { state: row.state, neededUntil: row.needed_until }])),
    log,
    devices: new Map(devices.map((one) => [one.device, { upTo: one.up_to, offeredTo: one.offered_to }])),
    blobs: new Set(blobs.map(({ hash }) => hash)),
  }
}

function speakingOf(facts: readonly HubFact[]): Map<string, string[]> {
  const speaking = new Map<string, string[]>()
  for (const { device, seq, kind, body, state } of facts) {
    const reading = readBody(kind, body)
    for (const row of reading.ok && state === 'taken' ? reading.kind.rows(reading.body) : [])
      speaking.set(row, [...(speaking.get(row) ?? []), `${device}:${seq}`])
  }
  return speaking
}

export async function readDevice({ stage }: World, device: Device): Promise<DeviceBook> {
  const read = async (): Promise<DeviceBook> => {
    const { db } = device.store
    const self = await selfOf(device.store)
    if (!self) throw new Error(`${device.name} no longer knows who it is`)
    const rows: KeptRow[] = await db.rows.toArray()
    const unsent = await db.blobs.where('toSend').equals(1).toArray()
    return {
      device,
      self,
      facts: await db.facts.toArray(),
      rows: new Map(rows.map(({ key, state }) => [key, state])),
      troubles: await db.troubles.toArray(),
      unsent: unsent.map(({ hash }) => hash),
    }
  }
  return stage.untilKept(device.as(read))
}
