import type { DeviceId } from '../../core/facts/ids.ts'
import { placeOf } from '../facts/pull.ts'
import type { Hub } from '../hub.ts'
import type { MediaSettings } from '../media/settings.ts'

/** Whether a host's picture may be kept: where the school of their device allows that, and it is not the hub of another server. */
export async function mayKeep(
  { db }: Pick<Hub, 'db'>,
  device: DeviceId,
  { keepers = [], outside }: Pick<MediaSettings, 'keepers' | 'outside'>,
): Promise<boolean> {
  if (outside || keepers.length === 0) return false
  const known = await db.selectFrom('device').select('place').where('device', '=', device).executeTakeFirst()
  if (!known) return false
  const { school } = await placeOf(db, known.place)
  return keepers === 'all' || (school !== undefined && keepers.includes(school))
}
