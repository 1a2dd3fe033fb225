import type { HubDb } from '../store/schema.ts'

/**
 * By device, up to which number all is in this backup: a photo that has not come yet is not, and the fact that names it
 * would let the device drop it.
 */
export async function safeNumbers(db: HubDb): Promise<Map<string, number>> {
  const rows = await db.selectFrom('device').select(['device', 'up_to']).execute()
  const safe = new Map(rows.map((row) => [row.device, Number(row.up_to)]))
  for (const { device, hash } of await db.selectFrom('blob_awaited').selectAll().execute()) {
    const { first } = await db
      .selectFrom('fact')
      .select((eb) => eb.fn.min('seq').as('first'))
      .where('device', '=', device)
      .where('body', 'like', `%${hash}%`)
      .executeTakeFirstOrThrow()
    if (first !== null) safe.set(device, Math.min(safe.get(device) ?? 0, Number(first) - 1))
  }
  return safe
}

/** Tells the devices, with their next receipt or pull, how far a backup has what they recorded. */
export async function declareSafe(db: HubDb, safe: ReadonlyMap<string, number>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const [device, seq] of safe) {
      await transaction
        .updateTable('device')
        .set({ safe_to: seq })
        .where('device', '=', device)
        .where('safe_to', '<', seq)
        .execute()
    }
  })
}
