import type { DeviceId } from '../../core/facts/ids.ts'
import { keepings } from '../../core/rows/roster.ts'
import { placeOf } from '../facts/pull.ts'
import { rowOf } from '../facts/row-of.ts'
import type { Hub } from '../hub.ts'
import type { MediaSettings } from '../media/settings.ts'

/**
 * Whether a host's picture may be kept: where the office has noted that the school of their device allows it, and the picture comes through
 * this hub, not another server.
 */
export async function mayKeep(
  { db }: Pick<Hub, 'db'>,
  device: DeviceId,
  { outside }: Pick<MediaSettings, 'outside'>,
): Promise<boolean> {
  if (outside) return false
  const known = await db.selectFrom('device').select('place').where('device', '=', device).executeTakeFirst()
  const school = known && (await placeOf(db, known.place)).school
  if (!school) return false
  return (await rowOf(db, keepings, school))?.kept === true
}
