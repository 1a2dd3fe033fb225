import type { BlobHash } from '../../core/facts/ids.ts'
import { here } from '../here/here.ts'
import { keptPackages, type Spare, sparePackages, wantedNow } from '../library/room/index.ts'
import { ballastHere } from '../store/ballast.ts'
import { selfOf } from '../store/store.ts'
import { kaiHere } from '../ui/kai/kai.ts'

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

/** What takes room on this device, bytes, and what would give some. */
export interface RoomHere {
  used: number
  quota: number
  /** Whether the browser promised to keep it. */
  persisted: boolean
  packages: number
  /** Photos, sent or not. */
  photos: number
  ballast: number
  /** Slices of the 楷体. */
  letters: number
  /** Packages that neither the timetable nor a person wants here. */
  spare: readonly Spare[]
}

export async function roomHere(): Promise<RoomHere> {
  const { store, place } = here()
  const [estimate, persisted, kept, blobs, ballast, letters, wanted] = await Promise.all([
    navigator.storage?.estimate?.(),
    navigator.storage?.persisted?.(),
    keptPackages(store),
    store.db.blobs.toArray(),
    ballastHere(store),
    kaiHere(),
    wantedNow(here()),
  ])
  const files = new Set([...kept].flatMap(([hash, manifest]) => [hash, ...manifest.files.map((file) => file.sha256)]))
  const size = (some: typeof blobs) => some.reduce((sum, blob) => sum + blob.have, 0)
  return {
    used: estimate?.usage ?? 0,
    quota: estimate?.quota ?? 0,
    persisted: persisted ?? false,
    packages: size(blobs.filter((blob) => files.has(blob.hash as BlobHash))), // only compared
    photos: size(blobs.filter((blob) => !files.has(blob.hash as BlobHash))), // as above
    ballast,
    letters,
    spare: await sparePackages(store, place, new Set(wanted.keys())),
  }
}
