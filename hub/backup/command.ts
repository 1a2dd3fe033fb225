import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { counties } from '../../core/rows/roster.ts'
import { type Config, readConfig } from '../config.ts'
import { rowOf } from '../facts/row-of.ts'
import { takeLock } from '../lock.ts'
import { blobFolder, connect, openExisting } from '../store/database.ts'
import { isDiskFull } from '../store/disk-full.ts'
import type { HubDb } from '../store/schema.ts'
import { tablesOf } from '../store/tables.ts'
import { type BackedUp, backUp, copyOut } from './back-up.ts'
import { difference, summary } from './compare.ts'
import { BackupFault } from './manifest.ts'
import { move } from './move.ts'
import { prune, renewal } from './prune.ts'
import { isFree, restore } from './restore.ts'

const usage = `Backups of the hub of DATA_DIR (and DATABASE_URL).

  npm run backup -- DIR              adds a backup to the folder; the hub may be running
  npm run restore -- DIR [--at NAME] brings one back, the newest without a name, into a DATA_DIR and database that are empty
  npm run drill -- [DIR]             backs up, brings back into a scratch folder, compares, and says what it found
  npm run move                       moves the hub from DATA_DIR to the PostgreSQL of DATABASE_URL, which must be empty

What is in a backup is BACKUP_DAYS old at most (90 without).`

/** `npm run backup`, `restore`, `drill` and `move`. Answers with the exit code: 0 done, 1 not done, 2 not understood. */
export async function backupCommand(args: string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  const asked = readArguments(args)
  if (!asked) return fail(2, usage)
  const { what, at } = asked
  // npm runs scripts in the project's folder; a path is meant from where it was typed.
  const folder = asked.folder && resolve(environment.INIT_CWD ?? '.', asked.folder)
  try {
    const keeping = readConfig(environment, false)
    if (what === 'move' && !folder) return await moveHub(keeping)
    if (what === 'backup' && folder) return await save(keeping, folder)
    if (what === 'restore' && folder) return await bringBack(keeping, folder, at)
    if (what === 'drill') return await drill(keeping, folder)
    return fail(2, usage)
  } catch (error) {
    return fail(1, troubleWords(error))
  }
}

/** In a sentence: what a system says of a full disk names only the file at which it was noticed. */
function troubleWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return isDiskFull(error)
    ? `The disk is full. Nothing that was there is harmed: make room, and do the same again (${error.message})`
    : error.message
}

async function save(config: Config, folder: string): Promise<number> {
  const began = Date.now()
  const db = await openExisting(config)
  try {
    const { name, facts, files } = await addBackup(config, db, folder, began)
    console.log(`${name}: ${facts} new facts, ${files} new files, ${seconds(began)} s`)
    return 0
  } finally {
    await db.destroy()
  }
}

/** Adds a backup, and takes away those that are too old or too many. */
async function addBackup(config: Config, db: HubDb, folder: string, now: number, thorough = false): Promise<BackedUp> {
  const unlock = await takeLock(folder, 'backup.lock')
  if (unlock === 'taken') throw new BackupFault(`another backup is being written to ${folder}`)
  if (unlock instanceof Error) throw new BackupFault(`${folder} cannot be written (${unlock.message})`)
  try {
    const manner = { thorough, renewedAfter: renewal(config.backupDays) }
    const done = await backUp({ db, blobs: blobFolder(config) }, folder, now, showProgress(), manner)
    const { backups, damaged } = await prune(folder, now, config.backupDays)
    if (backups > 0) console.log(`${backups} older backups taken away`)
    for (const name of damaged) console.log(`the older backup ${name} is damaged and cannot be brought back`)
    return done
  } finally {
    unlock()
  }
}

async function bringBack(keeping: Config, folder: string, at: string | undefined): Promise<number> {
  const began = Date.now()
  const db = await connect(keeping)
  try {
    if (!(await isFree(db))) throw new BackupFault('restore needs an empty database')
    const isFirst = (await tablesOf(db)).length === 0
    if (isFirst && (await holdsFiles(blobFolder(keeping))))
      throw new BackupFault(`DATA_DIR: there are files in ${keeping.dataDir}`)
    const { made } = await restore(folder, { db, blobs: blobFolder(keeping) }, showProgress(), at)
    console.log(`The hub of ${await countyOf(db)} is as it was at ${new Date(made).toISOString()}; ${seconds(began)} s`)
    return 0
  } finally {
    await db.destroy()
  }
}

/** @param folder where the backup goes; a scratch folder without */
async function drill(config: Config, folder: string | undefined): Promise<number> {
  const scratch = await mkdtemp(join(tmpdir(), 'tongke-drill-'))
  const live = await openExisting(config)
  const second = await connect({ dataDir: join(scratch, 'hub') })
  try {
    const backups = folder ?? join(scratch, 'backup')
    const began = Date.now()
    // What does not stay is no backup that anything is safe in.
    const { name } = folder
      ? await addBackup(config, live, folder, began, true)
      : await copyOut({ db: live, blobs: blobFolder(config) }, backups, began, showProgress())
    console.log(`backed up as ${name}, ${seconds(began)} s`)
    const again = Date.now()
    const target = { db: second, blobs: blobFolder({ dataDir: join(scratch, 'hub') }) }
    const manifest = await restore(backups, target, showProgress(), name)
    console.log(`brought back, ${seconds(again)} s`)
    const found = await difference(manifest, target)
    if (found !== undefined) return fail(1, found)
    console.log(`${await summary(second)}: all as in the backup`)
    return 0
  } finally {
    await second.destroy()
    await live.destroy()
    await rm(scratch, { recursive: true })
  }
}

async function moveHub({ dataDir, databaseUrl }: Config): Promise<number> {
  if (!databaseUrl) throw new BackupFault('DATABASE_URL: which PostgreSQL database to move to')
  const began = Date.now()
  const laidAside = await move({ dataDir, databaseUrl }, showProgress())
  const db = await openExisting({ dataDir, databaseUrl })
  try {
    console.log(`The hub of ${await countyOf(db)} is in PostgreSQL now: ${await summary(db)}; ${seconds(began)} s`)
    console.log(`Start it with this DATABASE_URL from now on. The old database lies in ${laidAside}.`)
    return 0
  } finally {
    await db.destroy()
  }
}

/** A county's name, so that who brings back the wrong one sees it. */
async function countyOf(db: HubDb): Promise<string> {
  return (await rowOf(db, counties, 'it'))?.name ?? 'a county without a name'
}

interface Asked {
  what: string
  folder: string | undefined
  at: string | undefined
}

function readArguments(args: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { at: { type: 'string' } } })
    const [what = '', folder, ...more] = positionals
    return more.length > 0 ? undefined : { what, folder, at: values.at }
  } catch {
    return undefined // not understood: the caller is shown how it is used
  }
}

async function holdsFiles(folder: string): Promise<boolean> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return found.some((one) => one.isFile())
}

/** What is being done, on one line of a terminal; nothing where nobody watches. */
function showProgress(): (words: string) => void {
  let last = 0
  return (words) => {
    if (!process.stderr.isTTY || Date.now() - last < 100) return
    last = Date.now()
    process.stderr.write(`\r\x1b[K${words}\r`)
  }
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1)
}

function fail(code: number, words: string): number {
  console.error(words)
  return code
}
