import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

/** What is wrong with a backup, or with where it should go, in words. */
export class BackupFault extends Error {}

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const Part = v.object({ hash: Hash, bytes: Count, lines: Count })

/** One backup: everything that makes it whole. Described in `docs/formats/backup.md`. */
export const Manifest = v.object({
  v: v.literal(1),
  /** Whose it is: a hash of the hub's secret. */
  hub: Hash,
  /** The program's tables: the name of the last migration. */
  tables: v.string(),
  /** ms since 1970 */
  made: Count,
  /** When the first part of its log was written, which is as it was then. Older programs do not say. */
  began: v.optional(Count),
  /** Facts that were taken, in the order of their scopes' logs; each backup adds what has come since the one before. */
  log: v.array(Part),
  /** How far each scope's log goes: its last number, and its running hash there. */
  ends: v.record(v.string(), v.tuple([Count, Count])),
  /** The other tables, each whole. */
  rows: v.record(v.string(), Part),
  /** How many files of photos and lessons, and their bytes. */
  blobs: v.object({ count: Count, bytes: Count }),
})
export type Manifest = v.InferOutput<typeof Manifest>

/** The names of a folder's manifests, the newest first. */
export async function manifestsIn(folder: string): Promise<string[]> {
  const all = await readdir(join(folder, 'backups')).catch(() => [])
  return all
    .filter((name) => /^\d{4}-\d\d-\d\dT\d{6}Z$/.test(name))
    .sort()
    .reverse()
}

/** When a backup of this name was made, ms since 1970. */
export function madeAt(name: string): number {
  return Date.parse(name.replace(/T(\d\d)(\d\d)(\d\d)Z$/, 'T$1:$2:$3Z'))
}

export interface Found {
  name: string
  manifest: Manifest
}

/**
 * The manifests of a folder, the newest first. A damaged one says nothing of the others: it is told apart.
 *
 * @param other what to do with those that cannot be read
 */
export async function readManifests(folder: string, other: (name: string) => void = () => undefined): Promise<Found[]> {
  const found: Found[] = []
  for (const name of await manifestsIn(folder)) {
    try {
      found.push({ name, manifest: await readManifest(folder, name) })
    } catch (error) {
      if (!(error instanceof BackupFault)) throw error
      other(name)
    }
  }
  return found
}

/** When the first part of a backup's log was written; where it does not say, the oldest backup with that part. */
export function beganOf(manifest: Manifest, all: readonly Found[]): number {
  if (manifest.began !== undefined) return manifest.began
  const first = manifest.log[0]?.hash
  const same = all.filter((one) => one.manifest.log[0]?.hash === first).map((one) => one.manifest.made)
  return Math.min(manifest.made, ...same)
}

/** The SHA-256 of the line behind it stands in a manifest's first line. */
const sealed = (json: string) => `${createHash('sha256').update(json).digest('hex')}\n${json}\n`

/** @throws BackupFault when it is not as described */
export async function readManifest(folder: string, name: string): Promise<Manifest> {
  const whole = await readFile(join(folder, 'backups', name), 'utf8')
  const text = whole.split('\n')[1] ?? ''
  if (whole !== sealed(text)) throw new BackupFault(`${name} is not what was written`)
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new BackupFault(`${name} is no JSON`)
  }
  const reading = v.safeParse(Manifest, content)
  if (reading.success) return reading.output
  if (v.is(v.object({ v: v.pipe(Count, v.minValue(2)) }), content))
    throw new BackupFault(`${name} was written by a newer program: bring it back with that one`)
  const [issue] = reading.issues
  throw new BackupFault(`${name}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`)
}

/** Makes a backup count: it is there whole, or not at all. @returns its name */
export async function writeManifest(folder: string, manifest: Manifest): Promise<string> {
  const name = `${new Date(manifest.made).toISOString().slice(0, 19).replaceAll(':', '')}Z`
  const path = join(folder, 'backups', name)
  await mkdir(join(folder, 'backups'), { recursive: true })
  const file = await open(`${path}.new`, 'w')
  await file.writeFile(sealed(JSON.stringify(manifest)))
  await file.sync()
  await file.close()
  await rename(`${path}.new`, path)
  return name
}
