import { readBody } from '../../core/facts/catalogue.ts'
import type { RefusalReason } from '../../core/sync/messages.ts'
import { here } from '../here/here.ts'
import { selfOf } from '../store/store.ts'

export interface Refused {
  name: string
  kind: string
  /** Whether this version knows the kind at all. */
  known: boolean
  at: number
  why: RefusalReason
}

/** The facts that the hub did not take and that nobody has looked at yet. */
export async function refusedFacts(): Promise<Refused[]> {
  const { db } = here().store
  const dismissed = new Set(await db.rows.where('key').startsWith('trouble/').primaryKeys())
  const troubles = (await db.troubles.toArray()).filter((one) => !dismissed.has(`trouble/${one.device}:${one.seq}`))
  const facts = await db.facts.bulkGet(troubles.map((one): [string, number] => [one.device, one.seq]))
  return troubles.map((one, n) => {
    const fact = facts[n]
    return {
      name: `${one.device}:${one.seq}`,
      kind: fact?.kind ?? '',
      known: fact !== undefined && readBody(fact.kind, fact.body).ok,
      at: fact?.at ?? 0,
      why: one.why,
    }
  })
}

export interface DeviceState {
  device: string
  recorded: number
  delivered: number
  photos: number
  /** Hub's clock minus this one's, ms. */
  clockOff: number
  packages: number
}

export async function deviceState(): Promise<DeviceState | undefined> {
  const { store } = here()
  const self = await selfOf(store)
  if (!self) return undefined
  return {
    device: self.device,
    recorded: self.seq,
    delivered: self.delivered,
    photos: await store.db.blobs.where('toSend').equals(1).count(),
    clockOff: self.offset,
    packages: await store.db.meta.where('name').startsWith('package:').count(),
  }
}

/** What the browser says of room: bytes used and allowed, and whether it promised to keep them. */
export async function room(): Promise<{ used: number; quota: number; persisted: boolean }> {
  const estimate = await navigator.storage?.estimate?.()
  return {
    used: estimate?.usage ?? 0,
    quota: estimate?.quota ?? 0,
    persisted: (await navigator.storage?.persisted?.()) ?? false,
  }
}
