import { here } from '../here/here.ts'
import { selfOf } from '../store/store.ts'

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
