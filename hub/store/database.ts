import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from './migrate.ts'
import { connectPostgres } from './postgres.ts'
import type { HubDb } from './schema.ts'
import { connectSqlite } from './sqlite.ts'

/** Where a hub keeps what it has. */
export interface Keeping {
  /** Files, and the embedded database; made if it is not there. Several hubs on one database share it. */
  dataDir: string
  /** A PostgreSQL database instead of the embedded one, as libpq has it. */
  databaseUrl?: string
}

/** Connects to a hub's database as it is, which may have no tables yet. @throws if there is no getting to it */
export async function connect({ dataDir, databaseUrl }: Keeping): Promise<HubDb> {
  await mkdir(dataDir, { recursive: true })
  return databaseUrl ? connectPostgres(databaseUrl) : connectSqlite(join(dataDir, 'hub.db'))
}

/** Opens a hub's database and brings its tables up to date. @throws if it cannot be, or is a newer program's */
export async function openDatabase(keeping: Keeping): Promise<HubDb> {
  const db = await connect(keeping)
  try {
    await migrate(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** Where in its folder of data a hub has its blobs. */
export function blobFolder({ dataDir }: Keeping): string {
  return join(dataDir, 'blobs')
}
