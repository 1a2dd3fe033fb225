import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { BackupFault } from './manifest.ts'

/** Lines of a table or a log, as a file that is named by what is in it. */
export interface Part {
  /** SHA-256, in hexadecimal, of the file's bytes as they lie there (gzip). */
  hash: string
  bytes: number
  lines: number
}

/** The files of a backup folder, named by the SHA-256 of their bytes: what is there need not be written again. */
export class BackupFiles {
  constructor(private readonly folder: string) {}

  path(hash: string): string {
    return join(this.folder, 'files', hash.slice(0, 2), hash)
  }

  /** Whether a file of this length is there. */
  async has(hash: string, bytes: number): Promise<boolean> {
    return (await sizeOf(this.path(hash))) === bytes
  }

  /** Whether a file is there and is what was written: all of it is read. */
  async isWhole({ hash, bytes }: Pick<Part, 'hash' | 'bytes'>): Promise<boolean> {
    return (await this.has(hash, bytes)) && (await hashOf(this.path(hash))) === hash
  }

  /** Takes away every file but these, what a backup that was cut off has left among them. @returns how many */
  async keepOnly(hashes: ReadonlySet<string>): Promise<number> {
    const all = await readdir(join(this.folder, 'files'), { recursive: true, withFileTypes: true }).catch(() => [])
    const gone = all.filter((one) => one.isFile() && !hashes.has(one.name))
    for (const one of gone) await rm(join(one.parentPath, one.name))
    return gone.length
  }

  /** Keeps a copy of a file whose hash is known. */
  async add(hash: string, from: string): Promise<void> {
    const fresh = `${this.path(hash)}.new`
    await mkdir(dirname(fresh), { recursive: true })
    await copyFile(from, fresh)
    await onDisk(fresh)
    await rename(fresh, this.path(hash))
  }

  /** Puts a copy of a file there, on the disk. */
  async giveOut(hash: string, to: string): Promise<void> {
    await mkdir(dirname(to), { recursive: true })
    await copyFile(this.path(hash), to)
    await onDisk(to)
  }

  /** Writes lines of JSON, one a value. @returns what it came to; `undefined` when there were none */
  async write(values: AsyncIterable<unknown>): Promise<Part | undefined> {
    const fresh = join(this.folder, 'files', 'part.new')
    await mkdir(dirname(fresh), { recursive: true })
    let lines = 0
    async function* text() {
      for await (const value of values) {
        lines += 1
        yield `${JSON.stringify(value)}\n`
      }
    }
    // Fast: it is what a nightly backup of a year waits for.
    await pipeline(text, createGzip({ level: 3 }), createWriteStream(fresh))
    if (lines === 0) {
      await rm(fresh)
      return undefined
    }
    await onDisk(fresh)
    const hash = await hashOf(fresh)
    const bytes = await sizeOf(fresh)
    await mkdir(dirname(this.path(hash)), { recursive: true })
    await rename(fresh, this.path(hash))
    return { hash, bytes, lines }
  }

  /** The lines of a part, parsed. @throws BackupFault for what is no JSON */
  async *read(part: Part): AsyncGenerator<unknown> {
    const lines = createInterface({ input: createReadStream(this.path(part.hash)).pipe(createGunzip()) })
    for await (const line of lines) yield parse(line, part.hash)
  }

  /** @throws BackupFault when a file is not there, or is not what it was */
  async check({ hash, bytes }: Pick<Part, 'hash' | 'bytes'>): Promise<void> {
    const found = await sizeOf(this.path(hash))
    if (found < 0) throw new BackupFault(`the file ${hash} is missing`)
    if (found !== bytes) throw new BackupFault(`the file ${hash} has ${found} bytes where there should be ${bytes}`)
    if ((await hashOf(this.path(hash))) !== hash) throw new BackupFault(`the file ${hash} is not what was written`)
  }
}

function parse(line: string, hash: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new BackupFault(`the file ${hash} has a line that is no JSON`)
  }
}

/** -1 when it is not there. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => -1,
  )
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes)
  return hash.digest('hex')
}

/** Waits until a file's bytes are on the disk. */
async function onDisk(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.sync()
  await file.close()
}
