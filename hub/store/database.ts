import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'
import { migrate } from './migrate.ts'
import { connectPostgres } from './postgres.ts'
import type { HubDb } from './schema.ts'
import { connectSqlite } from './sqlite.ts'
import { unfinishedBackup } from './unfinished.ts'

/** Where a hub keeps what it has. */
export interface Keeping {
  /** Files, and the embedded database; made if it is not there. Several hubs on one database share it. */
  dataDir: string
  /** A PostgreSQL database instead of the embedded one, as libpq has it. */
  databaseUrl?: string
}

/** Connects to a hub's database as it is, which may have no tables yet. @throws if there is no getting to it */
export async function connect(keeping: Keeping): Promise<HubDb> {
  await makeFolder(keeping.dataDir)
  return keeping.databaseUrl ? connectPostgres(keeping.databaseUrl) : connectSqlite(sqliteFile(keeping))
}

/**
 * Opens a hub's database and brings its tables up to date.
 *
 * @throws if it cannot be, is a newer program's, or a backup has only half come back
 */
export async function openDatabase(keeping: Keeping): Promise<HubDb> {
  const db = await connect(keeping)
  try {
    await migrate(db)
    const backup = await unfinishedBackup(db)
    if (backup) throw new Error(`bringing ${backup} back was cut off: run npm run restore once more`)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** Opens the database of a hub that there is. @throws Error with one line when there is none, or as `openDatabase` */
export async function openExisting(keeping: Keeping): Promise<HubDb> {
  if (!keeping.databaseUrl && !existsSync(sqliteFile(keeping)))
    throw new Error(`DATA_DIR: there is no hub's data in ${keeping.dataDir}`)
  return openDatabase(keeping)
}

/** Where in its folder of data a hub has its embedded database. */
export function sqliteFile({ dataDir }: Pick<Keeping, 'dataDir'>): string {
  return join(dataDir, 'hub.db')
}

/** Where in its folder of data a hub has its blobs. */
export function blobFolder({ dataDir }: Keeping): string {
  return join(dataDir, 'blobs')
}
