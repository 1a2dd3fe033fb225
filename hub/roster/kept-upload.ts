import type { Actor } from '../audit/log.ts'
import type { HubDb } from '../store/schema.ts'
import type { Chosen } from './upload.ts'

/** How long an upload that nobody asks for is kept, ms. */
const keptFor = 30 * 60_000

/** How long one is taken for being written by a hub that does not say that it has ended, ms: a county takes some seconds. */
const writtenFor = 60_000

/** An upload as every hub of the county finds it. */
export interface KeptUpload {
  id: string
  /** Who brought it. */
  by: Actor['by']
  /** Erased people whom the office lets come again (`erasedNumberOf`). */
  back: readonly string[]
  /** shown: it is read and looked at. written: a hub is bringing it in. imported: it has been. */
  is: 'shown' | 'written' | 'imported'
  /** How much it changes, once it is written. */
  changes: number
  /** The mark of the county for which it was shown last (`countyMark`), or ''. */
  shownFor: string
}

/**
 * Keeps the files of an upload in place of the one before, since a county has one roster.
 *
 * @returns false while another is being written, and nothing is kept
 */
export function keepUpload(
  db: HubDb,
  upload: { id: string; by: Actor['by']; files: readonly Chosen[] },
  now: number,
): Promise<boolean> {
  const { id, by, files } = upload
  return db.transaction().execute(async (transaction) => {
    const others = await transaction.selectFrom('upload').selectAll().execute()
    if (others.some(({ step, since }) => step === 'written' && now - since < writtenFor)) return false
    await dropUploads(transaction)
    await transaction
      .insertInto('upload')
      .values({ id, by, asked: now, back: '[]', step: 'shown', since: now, changes: 0, shown_for: '' })
      .execute()
    for (const [n, { name, bytes }] of files.entries())
      await transaction.insertInto('upload_file').values({ upload: id, n, name, bytes }).execute()
    return true
  })
}

/** The upload that is kept, if it is somebody's own and has been asked for within half an hour; that it was is noted. */
export async function keptUpload(db: HubDb, by: Actor['by'], now: number): Promise<KeptUpload | undefined> {
  const row = await db.selectFrom('upload').selectAll().executeTakeFirst()
  if (row?.by !== by || now - row.asked > keptFor) return undefined
  if (now - row.asked > 60_000) await db.updateTable('upload').set({ asked: now }).where('id', '=', row.id).execute()
  const isLeft = row.step === 'written' && now - row.since >= writtenFor
  return {
    id: row.id,
    by,
    back: JSON.parse(row.back), // written only below, from what a schema has let pass
    is: isLeft ? 'shown' : row.step,
    changes: row.changes,
    shownFor: row.shown_for,
  }
}

/** An upload's files. */
export async function filesOf(db: HubDb, id: string): Promise<Chosen[]> {
  const rows = await db.selectFrom('upload_file').selectAll().where('upload', '=', id).orderBy('n').execute()
  // The one database gives a Buffer, the other an ArrayBuffer.
  return rows.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }))
}

/** Lets these erased people come again with an upload. */
export async function letBackWith(db: HubDb, id: string, back: readonly string[]): Promise<void> {
  await db
    .updateTable('upload')
    .set({ back: JSON.stringify(back) })
    .where('id', '=', id)
    .execute()
}

/** Notes for which county, by its mark, an upload was shown. */
export async function keepShown(db: HubDb, id: string, mark: string): Promise<void> {
  await db.updateTable('upload').set({ shown_for: mark }).where('id', '=', id).execute()
}

/** Takes an upload to be written. @returns whether it is this hub that writes it */
export async function takeToWrite(db: HubDb, id: string, changes: number, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('upload')
    .set({ step: 'written', since: now, asked: now, changes })
    .where('id', '=', id)
    .where((is) =>
      is.or([is('step', '=', 'shown'), is.and([is('step', '=', 'written'), is('since', '<=', now - writtenFor)])]),
    )
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** It was not brought in after all. */
export async function giveBack(db: HubDb, id: string): Promise<void> {
  await db.updateTable('upload').set({ step: 'shown' }).where('id', '=', id).execute()
}

/** It has been brought in, in the same transaction: its files are of no more use. */
export async function keepImported(transaction: HubDb, id: string): Promise<void> {
  await transaction.updateTable('upload').set({ step: 'imported' }).where('id', '=', id).execute()
  await transaction.deleteFrom('upload_file').execute()
}

/** Forgets what was uploaded. */
export async function dropUploads(db: HubDb): Promise<void> {
  await db.deleteFrom('upload').execute()
  await db.deleteFrom('upload_file').execute()
}

/** Forgets what nobody has asked for. */
export async function dropOldUploads(db: HubDb, now: number): Promise<void> {
  const old = await db
    .selectFrom('upload')
    .select('id')
    .where('asked', '<', now - keptFor)
    .executeTakeFirst()
  if (old) await dropUploads(db)
}
