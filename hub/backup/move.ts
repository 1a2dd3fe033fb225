import { mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { takeLock } from '../lock.ts'
import { connect, type Keeping, openExisting, sqliteFile } from '../store/database.ts'
import type { HubDb } from '../store/schema.ts'
import { copyOut } from './back-up.ts'
import { unlikeness } from './compare.ts'
import { BackupFault } from './manifest.ts'
import { copyIn, isFree } from './restore.ts'

/**
 * Moves a hub from the embedded database of its folder to the PostgreSQL that `keeping` names; photos and lessons stay
 * where they are. Each row of every table is compared before the old database is laid aside, so that no hub starts on it
 * by mistake. Where it was cut off, it can be done again.
 *
 * @returns where the old database lies now
 * @throws when there is none, a hub is running on it, or the other one is not empty
 */
export async function move(keeping: Required<Keeping>, progress: (words: string) => void): Promise<string> {
  const { dataDir } = keeping
  const old = await openExisting({ dataDir })
  const unlock = await takeLock(dataDir, 'hub.lock')
  try {
    if (unlock === 'taken') throw new BackupFault(`DATA_DIR: a hub is running on ${dataDir}: stop it first`)
    if (unlock instanceof Error) throw unlock
    const fresh = await connect(keeping)
    try {
      await fill(fresh, old, dataDir, progress)
    } finally {
      await fresh.destroy()
    }
    // All of it into the one file that is laid aside.
    await sql`pragma wal_checkpoint(truncate)`.execute(old)
  } finally {
    await old.destroy()
    if (typeof unlock === 'function') unlock()
  }
  return layAside(dataDir)
}

async function fill(fresh: HubDb, old: HubDb, dataDir: string, progress: (words: string) => void): Promise<void> {
  if (!(await isFree(fresh))) {
    // It was cut off when all was done but laying the old one aside.
    if ((await unlikeness(old, fresh, progress).catch(() => 'other tables')) === undefined) return
    throw new BackupFault('DATABASE_URL: the database is not empty')
  }
  // Beside what it is a copy of: there is room for that.
  const scratch = await mkdtemp(join(dataDir, 'moving-'))
  try {
    await copyOut({ db: old }, scratch, Date.now(), progress)
    const check = async () => {
      const unlike = await unlikeness(old, fresh, progress)
      if (unlike !== undefined) throw new BackupFault(unlike)
    }
    await copyIn(scratch, { db: fresh, check }, progress)
  } finally {
    await rm(scratch, { recursive: true })
  }
}

async function layAside(dataDir: string): Promise<string> {
  const file = sqliteFile({ dataDir })
  await rename(file, `${file}.moved`)
  // Nothing is in them any more.
  for (const ending of ['-wal', '-shm']) await rm(file + ending, { force: true })
  return `${file}.moved`
}
