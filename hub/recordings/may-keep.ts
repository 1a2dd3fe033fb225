import type { DeviceId } from '../../core/facts/ids.ts'
import type { keepings } from '../../core/rows/roster.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { placeOf } from '../facts/pull.ts'
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
  const row = await db.selectFrom('row').select('state').where('row', '=', rowKey('keeping', school)).executeTakeFirst()
  return row !== undefined && (JSON.parse(row.state) as StateOf<typeof keepings>).kept // its table's
}
