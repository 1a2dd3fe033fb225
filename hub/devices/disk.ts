import type { DeviceId } from '../../core/facts/ids.ts'
import type { Disk } from '../../core/sync/device-word.ts'
import type { HubDb } from '../store/schema.ts'

/** A name that a device's database has borne, with the hub's times, ms since 1970. */
export interface BorneName {
  enrolled: number
  heard: number
}

/** A disk that has kept its state for so long is not put back at each boot (any more), ms. */
const keptFor = 3 * 86_400_000

/**
 * What becomes of a device's disk, by the names that its key has borne. One that is put back to an old state finds its name
 * used by another, its own former self, and takes a new one; that self is never heard again, since it is gone. So it goes
 * each time. Machines that were copied from one disk take names, too, and each goes on being heard.
 */
export function diskOf(names: readonly BorneName[]): Disk {
  const inOrder = [...names].sort((a, b) => a.enrolled - b.enrolled)
  const pairs = inOrder.slice(1).map((next, n) => ({ before: inOrder[n], next }))
  if (pairs.length === 0) return 'kept'
  // The first name is asked by again by each former state, in order to tell of its new one.
  if (pairs.slice(1).some(({ before, next }) => before !== undefined && before.heard > next.enrolled + overlap))
    return 'copied'
  const last = inOrder[inOrder.length - 1]
  const keptSince = last === undefined || last.heard - last.enrolled > keptFor
  return pairs.length >= 2 && !keptSince ? 'reset' : 'kept'
}

/** A name may still be heard so long after another was taken: in the same exchange, ms. */
const overlap = 60_000

/** As `diskOf`, of a registered device. */
export async function diskOfDevice(db: HubDb, device: DeviceId): Promise<Disk> {
  const key = db.selectFrom('device').select('key').where('device', '=', device)
  const names = await db.selectFrom('device').select(['enrolled', 'heard']).where('key', '=', key).execute()
  return diskOf(names.map(({ enrolled, heard }) => ({ enrolled: Number(enrolled), heard: Number(heard) })))
}
