import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { migrate } from '../../hub/store/migrate.ts'
import type { HubDb } from '../../hub/store/schema.ts'
import { connectSqlite } from '../../hub/store/sqlite.ts'

/** The database, its journal, the blobs: not the shared memory, which is a living process's. */
export function copyData(from: string, to: string): void {
  for (const name of readdirSync(from)) {
    if (name === 'blobs') cpSync(join(from, name), join(to, name), { recursive: true })
    else if (!name.endsWith('-shm')) copyFileSync(join(from, name), join(to, name))
  }
}

/** In memory where the system has such a place: what is on a disk here is decided by the play, not by the machine. */
export function newFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tongke-simulation-'))
}

let empty: Promise<string> | undefined

/** A database with all its tables, made once for all seeds. */
export function emptyDatabase(): Promise<string> {
  empty ??= (async () => {
    const folder = newFolder()
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'hub.db')
    const db: HubDb = await connectSqlite(file)
    await migrate(db)
    // By which backups tell hubs apart.
    await db.insertInto('hub').values({ name: 'secret', value: 'of all plays' }).execute()
    await sql`pragma wal_checkpoint(truncate)`.execute(db)
    await db.destroy()
    return file
  })()
  return empty
}
