import type { DeviceId } from '../../core/facts/ids.ts'
import type { DeviceWord } from '../../core/sync/device-word.ts'
import type { HubDb } from '../store/schema.ts'

/** Keeps what a device says of itself, in place of what it said before. */
export async function keepWord(db: HubDb, device: DeviceId, word: DeviceWord, now: number): Promise<void> {
  const { version, used, quota, clockOff, unsent, photos } = word
  const row = { at: now, version, used, quota, clock_off: clockOff, unsent, photos }
  await db
    .insertInto('device_word')
    .values({ device, ...row })
    .onConflict((conflict) => conflict.column('device').doUpdateSet(row))
    .execute()
}
