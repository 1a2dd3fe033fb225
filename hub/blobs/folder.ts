import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { oneHubAtATime } from '../store/in-turn.ts'
import type { HubDb } from '../store/schema.ts'

export interface BlobInfo {
  hash: string
  size: number
  type: string
  whole: boolean
  have: number
}

/** Where blobs are kept. A blob is exactly what its hash says, or not there. */
export interface BlobKeep {
  info(hash: string): Promise<BlobInfo | undefined>
  /** Keeps a whole blob; nothing happens if it is there. */
  put(hash: string, type: string, bytes: Uint8Array): Promise<void>
  /** Keeps a file that is a blob's bytes, and takes it away from where it was. It lies on the same disk. */
  adopt(hash: string, type: string, size: number, file: string): Promise<void>
  /**
   * Appends bytes at `at`; whatever is sent twice is passed over. When the last has come, the hash is checked.
   *
   * @returns how many bytes are here; 0 when the whole turned out to be something else and was thrown away
   */
  append(
    blob: { hash: string; type: string; size: number },
    at: number,
    bytes: Uint8Array,
    now: number,
  ): Promise<number>
  /** Bytes `from` to `to` (exclusive) of a whole blob. */
  read(hash: string, from: number, to: number): NodeJS.ReadableStream
  bytes(hash: string): Promise<Uint8Array>
  /** Takes away the bytes of what was erased. */
  sweep(): Promise<void>
}

/** Where in its folder a blob lies. */
export function blobFile(folder: string, hash: string): string {
  return join(folder, hash.slice(0, 2), hash)
}

/** One after the other of those that are for the same thing. */
function turns(): <T>(of: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (of, work) => {
    const mine = (last.get(of) ?? Promise.resolve()).then(work, work)
    last.set(of, mine)
    const done = () => last.get(of) === mine && last.delete(of)
    mine.then(done, done)
    return mine
  }
}

/** Blobs as files, two levels deep by their hash; one that is still coming has `.part` behind its name. */
export async function openFolder(folder: string, db: HubDb): Promise<BlobKeep> {
  await mkdir(folder, { recursive: true })
  const inTurn = turns()
  const fileOf = (hash: string) => blobFile(folder, hash)

  async function info(hash: string, by = db): Promise<BlobInfo | undefined> {
    const row = await by.selectFrom('blob').selectAll().where('hash', '=', hash).executeTakeFirst()
    return row && { hash, size: Number(row.size), type: row.type, whole: row.whole === 1, have: Number(row.have) }
  }

  async function note(blob: BlobInfo, now: number, by = db): Promise<void> {
    const { hash, size, type, have } = blob
    const whole = blob.whole ? 1 : 0
    await by.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('blob')
        .values({ hash, size, type, whole, have, created: now })
        .onConflict((conflict) => conflict.column('hash').doUpdateSet({ size, type, whole, have }))
        .execute()
      if (blob.whole) await transaction.deleteFrom('blob_awaited').where('hash', '=', hash).execute()
    })
  }

  async function append(
    by: HubDb,
    blob: { hash: string; type: string; size: number },
    at: number,
    bytes: Uint8Array,
    now: number,
  ): Promise<number> {
    const known = await info(blob.hash, by)
    if (known?.whole) return known.size
    const part = `${fileOf(blob.hash)}.part`
    await mkdir(dirname(part), { recursive: true })
    // After a crash the file may be behind or ahead of what was noted: the shorter of the two is sure.
    const onDisk = await stat(part).then(
      (found) => found.size,
      () => 0,
    )
    // Who says another size means other bytes.
    const have = known?.size === blob.size ? Math.min(known.have, onDisk) : 0
    const fresh = bytes.subarray(have - at)
    if (at > have || fresh.length === 0 || have + fresh.length > blob.size) return have
    if (onDisk > have) await truncate(part, have)
    const file = await open(part, 'a')
    try {
      await file.appendFile(fresh)
      await file.sync()
    } finally {
      await file.close()
    }
    const total = have + fresh.length
    if (total < blob.size) {
      await note({ ...blob, whole: false, have: total }, now, by)
      return total
    }
    const hash = createHash('sha256')
      .update(await readFile(part))
      .digest('hex')
    if (hash !== blob.hash) {
      await rm(part)
      await note({ ...blob, whole: false, have: 0 }, now, by)
      return 0
    }
    await rename(part, fileOf(blob.hash))
    await note({ ...blob, whole: true, have: blob.size }, now, by)
    return blob.size
  }

  return {
    info,
    async put(hash, type, bytes) {
      const known = await info(hash)
      if (known?.whole) return
      await mkdir(dirname(fileOf(hash)), { recursive: true })
      await writeFile(`${fileOf(hash)}.new`, bytes, { flush: true })
      await rename(`${fileOf(hash)}.new`, fileOf(hash))
      await note({ hash, size: bytes.length, type, whole: true, have: bytes.length }, Date.now())
    },
    async adopt(hash, type, size, file) {
      const known = await info(hash)
      if (known?.whole) return rm(file)
      await mkdir(dirname(fileOf(hash)), { recursive: true })
      await rename(file, fileOf(hash))
      await note({ hash, size, type, whole: true, have: size }, Date.now())
    },
    append: (blob, at, bytes, now) =>
      inTurn(blob.hash, () => oneHubAtATime(db, blob.hash, (by) => append(by, blob, at, bytes, now))),
    read: (hash, from, to) => createReadStream(fileOf(hash), { start: from, end: to - 1 }),
    bytes: (hash) => readFile(fileOf(hash)),
    async sweep() {
      for (const { hash } of await db.selectFrom('blob_gone').select('hash').execute()) {
        await inTurn(hash, async () => {
          // It may have come again meanwhile, as somebody else's.
          if (!(await info(hash)))
            for (const end of ['', '.part', '.new']) await rm(fileOf(hash) + end, { force: true })
          await db.deleteFrom('blob_gone').where('hash', '=', hash).execute()
        })
      }
    },
  }
}
