import * as v from 'valibot'
import { Title } from '../facts/ids.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What a device says of itself at a contact; the latest replaces the one before. */
export const DeviceWord = v.object({
  /** Its program's. */
  version: Title,
  /** Bytes that this program's site takes, and may take, on this device; both 0 where the browser does not say. */
  used: Count,
  quota: Count,
  /** The hub's clock minus its own, ms. */
  clockOff: v.pipe(v.number(), v.safeInteger()),
  /** Facts and photo files that are recorded and not delivered. */
  unsent: Count,
  photos: Count,
})
export type DeviceWord = v.InferOutput<typeof DeviceWord>

/**
 * What became of a device's disk, as the hub sees it. `reset`: it is put back to an old state again and again (还原卡). `copied`:
 * several machines go by one disk's copy.
 */
export const Disk = v.picklist(['kept', 'reset', 'copied'])
export type Disk = v.InferOutput<typeof Disk>

/** What the hub has to say to that. */
export const WordAnswer = v.object({ disk: Disk })
export type WordAnswer = v.InferOutput<typeof WordAnswer>
