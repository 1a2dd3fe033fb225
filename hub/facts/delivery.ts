import type { Before } from '../../core/facts/batch.ts'
import type { Fact } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import type { HubDb } from '../store/schema.ts'

/** A fact, and when it counts from as far as its device has been told: a hub that was put back from an old copy has forgotten. */
export interface Delivered extends Fact {
  eff?: number
}

/** A batch as it came from one device, its facts in the order of their numbers. */
export interface Delivery {
  device: DeviceId
  facts: readonly Delivered[]
  /** What the device has recorded last before them. */
  before?: Before | undefined
  /** How many are taken in at a time, for the hub's own, of which nothing is refused; all at once without it. */
  slice?: number
  /** Done in the same commit before the facts are looked at; if it fails, nothing of them is taken. */
  first?: ((transaction: HubDb) => Promise<void>) | undefined
  /** When it was heard, ms since 1970. */
  heard: number
}
