import type { BlobHash } from '../../../core/facts/ids.ts'
import type { Place } from '../../../core/people/places.ts'
import { packageSize } from '../../../core/resources/manifest.ts'
import { courses } from '../../../core/rows/roster.ts'
import { ballastBytes, takeBallast } from '../../store/ballast.ts'
import { rowsUnder } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import { removePackage } from '../keep-package.ts'
import { keptByHand, keptPackages } from '../packages.ts'

/**
 * Downloads leave this much of what the browser allows, bytes: a class's photos and facts of some days. Of a small allowance an
 * eighth.
 */
const lowWater = 48 * 1024 * 1024

type Storage = Pick<StorageManager, 'estimate'> | undefined

/** What downloads may still take, bytes; without end where the browser does not say. */
export async function roomForDownloads(storage: Storage): Promise<number> {
  const { quota, usage } = (await storage?.estimate?.()) ?? {}
  if (quota === undefined || usage === undefined) return Number.POSITIVE_INFINITY
  return quota - usage - Math.min(lowWater, quota / 8)
}

/** A package that nobody would miss. */
export interface Spare {
  hash: BlobHash
  title: string
  /** Bytes. */
  size: number
}

/**
 * Packages that neither the timetable's coming days nor a person has asked for, the least useful first: those that are in no plan of
 * this place, then those of plans, the longest taught first.
 *
 * @param wanted what is to stay
 */
export async function sparePackages(store: Store, place: Place, wanted: ReadonlySet<BlobHash>): Promise<Spare[]> {
  const [kept, byHand, plans] = await Promise.all([
    keptPackages(store),
    keptByHand(store),
    Promise.all(place.classes.map((classId) => rowsUnder(store, courses, classId))),
  ])
  const turn = new Map(plans.flat().flatMap(({ state }) => state.plan.map(({ manifest }, n) => [manifest, n] as const)))
  return [...kept]
    .filter(([hash]) => !wanted.has(hash) && !byHand.has(hash))
    .map(([hash, manifest]) => ({ hash, title: manifest.title, size: packageSize(manifest) }))
    .sort((a, b) => (turn.get(a.hash) ?? -1) - (turn.get(b.hash) ?? -1))
}

/**
 * Drops spare packages, one after the other, until there is so much room.
 *
 * @param room for downloads at the beginning: what the browser says of it afterwards may be some time behind
 * @returns whether there is
 */
export async function makeRoom(store: Store, spare: readonly Spare[], needed: number, room: number): Promise<boolean> {
  let free = room
  for (const { hash, size } of spare) {
    if (free >= needed) break
    await removePackage(store, hash)
    free += size
  }
  return free >= needed
}

/** Takes ballast in where there is room for it. */
export async function keepBallast(store: Store, storage: Storage, turn: () => Promise<void>): Promise<void> {
  if ((await roomForDownloads(storage)) >= ballastBytes) await takeBallast(store, turn)
}
