import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupFiles } from './files.ts'
import { beganOf, type Found, madeAt, readManifests } from './manifest.ts'
import { blobsIn } from './restore.ts'

const hour = 3_600_000
const day = 24 * hour

/** A third of the most age: what a backup of a log that was just going to be renewed has is as old as that. */
export function renewal(mostDays: number): number {
  return (mostDays * day) / 3
}

/**
 * Which backups stay: all of two days, then the last one of each day for two weeks, of each week for two months, of each
 * month after that; none with a fact that was written longer ago than the most age, which may have been erased since.
 * The newest one stays whatever its age.
 *
 * @param all the newest first
 */
export function kept(all: readonly Found[], now: number, mostDays: number): Found[] {
  const taken = new Set<string>()
  return all.filter(({ manifest }, n) => {
    const span = spanOf(manifest.made, now)
    const isLast = !taken.has(span)
    taken.add(span)
    return n === 0 || (isLast && now - beganOf(manifest, all) <= mostDays * day)
  })
}

/** Backups with the same word stand for each other. Weeks begin on Monday, as 1970 did on a Thursday. */
function spanOf(made: number, now: number): string {
  const age = now - made
  if (age <= 2 * day) return `at ${made}`
  if (age <= 14 * day) return `day ${Math.floor(made / day)}`
  if (age <= 60 * day) return `week ${Math.floor((made / day + 3) / 7)}`
  return `month ${new Date(made).toISOString().slice(0, 7)}`
}

export interface Pruned {
  backups: number
  files: number
  /** Backups that cannot be read. While one is there, no file is taken away, since it may be repaired. */
  damaged: string[]
}

/** Takes old backups away, and the files that no other one has. Nobody may be writing into the folder. */
export async function prune(folder: string, now: number, mostDays: number): Promise<Pruned> {
  const damaged: string[] = []
  const all = await readManifests(folder, (name) => damaged.push(name))
  const stay = kept(all, now, mostDays)
  // Its log may have gone on for as long as one does.
  const spoiled = damaged.filter((name) => now - madeAt(name) > mostDays * day - renewal(mostDays))
  const gone = [...all.filter((one) => !stay.includes(one)).map((one) => one.name), ...spoiled]
  for (const name of gone) await rm(join(folder, 'backups', name))
  const files = new BackupFiles(folder)
  const named = await filesOf(files, stay)
  const left = [...damaged.filter((name) => !spoiled.includes(name)), ...named.unknown]
  return { backups: gone.length, files: left.length > 0 ? 0 : await files.keepOnly(named.hashes), damaged: left }
}

/** @returns the files that these backups name, and the backups of which that cannot be told */
async function filesOf(files: BackupFiles, backups: readonly Found[]) {
  const hashes = new Set<string>()
  const unknown: string[] = []
  for (const { name, manifest } of backups) {
    for (const part of [...manifest.log, ...Object.values(manifest.rows)]) {
      // The list of photos and lessons; the same one is read once.
      if (part === manifest.rows.blob && !hashes.has(part.hash)) {
        if (await files.isWhole(part)) for (const blob of await blobsIn(files, manifest)) hashes.add(blob.hash)
        else unknown.push(name)
      }
      hashes.add(part.hash)
    }
  }
  return { hashes, unknown }
}
