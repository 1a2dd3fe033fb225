import type { HubDb } from './schema.ts'

/** In the table `hub`, for as long as not all of a backup is back: which one it is. */
const name = 'restoring'

export async function markUnfinished(db: HubDb, backup: string): Promise<void> {
  await db.insertInto('hub').values({ name, value: backup }).execute()
}

export async function markFinished(db: HubDb): Promise<void> {
  await db.deleteFrom('hub').where('name', '=', name).execute()
}

/** The backup that was being brought back into this database when that was cut off. */
export async function unfinishedBackup(db: HubDb): Promise<string | undefined> {
  const row = await db.selectFrom('hub').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

/** Of the rows of the table `hub`: all but this one. */
export function notUnfinished(row: Record<string, unknown>): boolean {
  return row.name !== name
}
