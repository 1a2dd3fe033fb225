import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { blobFolder, connect, type Keeping, openExisting } from '../store/database.ts'
import { tablesOf } from '../store/tables.ts'
import { backUp } from './back-up.ts'
import { difference, summary } from './compare.ts'
import { BackupFault } from './manifest.ts'
import { restore } from './restore.ts'

const usage = `Backups of the hub of DATA_DIR (and DATABASE_URL).

  npm run backup -- DIR              adds a backup to the folder; the hub may be running
  npm run restore -- DIR [--at NAME] brings one back, the newest without a name, into a DATA_DIR and database that are empty
  npm run drill -- [DIR]             backs up, brings back into a scratch folder, compares, and says what it found`

/** `npm run backup`, `restore` and `drill`. Answers with the exit code: 0 done, 1 not done, 2 not understood. */
export async function backupCommand(args: string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  const asked = readArguments(args)
  if (!asked) return fail(2, usage)
  const { what, at } = asked
  // npm runs scripts in the project's folder; a path is meant from where it was typed.
  const folder = asked.folder && resolve(environment.INIT_CWD ?? '.', asked.folder)
  try {
    const keeping = readConfig(environment, false)
    if (what === 'backup' && folder) return await save(keeping, folder)
    if (what === 'restore' && folder) return await bringBack(keeping, folder, at)
    if (what === 'drill') return await drill(keeping, folder)
    return fail(2, usage)
  } catch (error) {
    return fail(1, error instanceof Error ? error.message : String(error))
  }
}

async function save(keeping: Keeping, folder: string): Promise<number> {
  const began = Date.now()
  const db = await openExisting(keeping)
  try {
    const { name, facts, files } = await backUp({ db, blobs: blobFolder(keeping) }, folder, began, showProgress())
    console.log(`${name}: ${facts} new facts, ${files} new files, ${seconds(began)} s`)
    return 0
  } finally {
    await db.destroy()
  }
}

async function bringBack(keeping: Keeping, folder: string, at: string | undefined): Promise<number> {
  const began = Date.now()
  const db = await connect(keeping)
  try {
    if ((await tablesOf(db)).length > 0) throw new BackupFault('restore needs an empty database')
    if (await holdsFiles(blobFolder(keeping))) throw new BackupFault(`DATA_DIR: there are files in ${keeping.dataDir}`)
    const { made } = await restore(folder, { db, blobs: blobFolder(keeping) }, showProgress(), at)
    console.log(`The hub is as it was at ${new Date(made).toISOString()}; ${seconds(began)} s`)
    return 0
  } finally {
    await db.destroy()
  }
}

/** @param folder where the backup goes; a scratch folder without */
async function drill(keeping: Keeping, folder: string | undefined): Promise<number> {
  const scratch = await mkdtemp(join(tmpdir(), 'tongke-drill-'))
  const live = await openExisting(keeping)
  const second = await connect({ dataDir: join(scratch, 'hub') })
  try {
    const backups = folder ?? join(scratch, 'backup')
    const began = Date.now()
    const { name } = await backUp({ db: live, blobs: blobFolder(keeping) }, backups, began, showProgress())
    console.log(`backed up as ${name}, ${seconds(began)} s`)
    const again = Date.now()
    const target = { db: second, blobs: blobFolder({ dataDir: join(scratch, 'hub') }) }
    const manifest = await restore(backups, target, showProgress(), name)
    console.log(`brought back, ${seconds(again)} s`)
    const found = await difference(manifest, target)
    if (found !== undefined) return fail(1, found)
    console.log(await summary(second))
    return 0
  } finally {
    await second.destroy()
    await live.destroy()
    await rm(scratch, { recursive: true })
  }
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
