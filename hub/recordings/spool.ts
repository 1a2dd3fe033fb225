import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { appendFile, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { type Day, LessonId, lessonDay } from '../../core/facts/ids.ts'
import { stretch, writeHead } from '../../core/recording/file.ts'
import type { MovingPicture } from '../../core/recording/heads.ts'
import type { PictureSegment } from '../media/hls/packager.ts'

type Name = 'small' | 'sharp'

/** What is noted of each segment: where it is, and what it needs first. Times are ms since 1970. */
const Line = v.union([
  v.object({ is: v.literal('init'), type: v.string(), ...stretch }),
  v.object({ is: v.literal('piece'), at1970: v.number(), ms: v.number(), init: v.number(), ...stretch }),
])
type Line = v.InferOutput<typeof Line>

/** A picture's file, ready to be a blob. */
export interface PictureFile {
  path: string
  hash: string
  bytes: number
}

/**
 * The pictures of lessons that are going on, as they come: a file of bytes and one of where they are, for each room and picture. A
 * hub that is killed has all but the last segment.
 */
export class Spool {
  private turn: Promise<unknown> = Promise.resolve()
  /** The last init of each file. */
  private readonly inits = new Map<string, { bytes: Buffer; number: number }>()

  constructor(private readonly folder: string) {}

  /** Adds what comes next; resolves when it is written. */
  add(room: LessonId, name: Name, segment: PictureSegment): Promise<void> {
    return this.inTurn(() => this.write(room, name, segment))
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work, work)
    this.turn = mine.catch(() => undefined) // its caller is told
    return mine
  }

  private path(room: LessonId, name: Name): string {
    return join(this.folder, `${room}-${name}`)
  }

  private async write(room: LessonId, name: Name, { bytes, init, type, at, ms }: PictureSegment): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    const path = this.path(room, name)
    let known = this.inits.get(path)
    if (!known?.bytes.equals(init)) {
      const number = (await this.lines(room, name)).filter((line) => line.is === 'init').length
      const where = await this.append(path, init)
      await note(path, { is: 'init', type, ...where })
      known = { bytes: init, number }
      this.inits.set(path, known)
    }
    const where = await this.append(path, bytes)
    const line: Line = { is: 'piece', at1970: at, ms, init: known.number, ...where }
    await note(path, line)
  }

  /** Behind all that is there, also what a killed hub wrote and did not note. */
  private async append(path: string, bytes: Buffer): Promise<{ at: number; bytes: number }> {
    const at = await sizeOf(path)
    await appendFile(path, bytes)
    return { at, bytes: bytes.length }
  }

  private async lines(room: LessonId, name: Name): Promise<Line[]> {
    const text = await readFile(`${this.path(room, name)}.lines`, 'utf8').catch(() => '') // nothing came
    return text.split('\n').flatMap((line) => {
      const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Line), line)
      return read.success ? [read.output] : []
    })
  }

  /** Makes a recording's file of what came. @param opened when the room's clock began, ms since 1970 */
  file(room: LessonId, name: Name, opened: number): Promise<PictureFile | undefined> {
    return this.inTurn(async () => {
      const lines = await this.lines(room, name)
      const inits = lines.flatMap((line) =>
        line.is === 'init' ? [{ type: line.type, at: line.at, bytes: line.bytes }] : [],
      )
      const pieces = lines.flatMap((line) => {
        if (line.is !== 'piece') return []
        return [
          {
            from: Math.max(0, Math.round(line.at1970 - opened)),
            ms: line.ms,
            init: line.init,
            at: line.at,
            bytes: line.bytes,
          },
        ]
      })
      if (pieces.length === 0) return undefined
      const head: MovingPicture = { format: 1, opened, inits, pieces }
      return written(`${this.path(room, name)}.whole`, writeHead(head), this.path(room, name))
    })
  }

  /** Takes away what is of lessons before a day. */
  sweep(day: Day): Promise<void> {
    return this.inTurn(async () => {
      for (const file of await readdir(this.folder).catch(() => [])) {
        const room = v.safeParse(LessonId, file.replace(/-(small|sharp)(\.\w+)?$/, ''))
        if (room.success && lessonDay(room.output) < day) await rm(join(this.folder, file), { force: true })
      }
    })
  }
}

/** On a line of its own, also behind one that a killed hub began. */
async function note(path: string, line: Line): Promise<void> {
  await appendFile(`${path}.lines`, `\n${JSON.stringify(line)}\n`)
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0, // not yet there
  )
}

async function written(path: string, head: Uint8Array, body: string): Promise<PictureFile> {
  const hash = createHash('sha256')
  const file = await open(path, 'w')
  let bytes = 0
  const write = async (part: Uint8Array) => {
    hash.update(part)
    bytes += part.length
    await file.writeFile(part)
  }
  try {
    await write(head)
    for await (const part of createReadStream(body)) await write(part)
    await file.sync()
  } finally {
    await file.close()
  }
  return { path, hash: hash.digest('hex'), bytes }
}
