import type { Before } from '../../core/facts/batch.ts'
import type { Fact } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'

/** A batch as it came from one device, its facts in the order of their numbers. */
export interface Delivery {
  device: DeviceId
  facts: readonly Fact[]
  /** What the device has recorded last before them. */
  before?: Before | undefined
  /** When it was heard, ms since 1970. */
  heard: number
}
