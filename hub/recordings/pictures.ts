import * as v from 'valibot'
import { BlobHash, type DeviceId, LessonId } from '../../core/facts/ids.ts'
import { roomDays, shapes } from '../../core/rows/room.ts'
import { addDays, dayOf } from '../../core/school/day.ts'
import { rowOf } from '../facts/row-of.ts'
import type { Hub } from '../hub.ts'
import type { Packager } from '../media/hls/packager.ts'
import type { Media } from '../media/media.ts'
import type { Kept, PictureOf } from './make.ts'
import { mayKeep } from './may-keep.ts'
import { Spool } from './spool.ts'

/** How often it is looked whose picture is to be kept: a packager that nobody asks for stops, ms. */
const every = 5_000

/**
 * Keeps the host's picture, as HLS has it, in rooms whose host wants that and whose school allows it. Whoever has the floor is never in it.
 *
 * @param folder where it is until the lesson is closed
 */
export function keepPictures(hub: Hub, media: Media, folder: string): { of: PictureOf; close(): void } {
  const spool = new Spool(folder)
  /** From which devices pictures come in which rooms, and whose segments are heard. */
  const rooms = new Map<LessonId, readonly DeviceId[]>()
  const heard = new Map<LessonId, { packager: Packager; stop: () => void }>()
  let looking = Promise.resolve()

  async function look(room: LessonId): Promise<void> {
    const host = hub.rooms.hostOf(room)
    // What another school's host still sends is not kept by the word of this one's.
    if (!host || !rooms.get(room)?.includes(host) || !(await isWanted(room, host))) return leave(room)
    const packager = await media.packagers.of(room)
    if (heard.get(room)?.packager === packager) return
    leave(room)
    const stop = packager.onPicture((name, segment) => {
      spool.add(room, name, segment).catch((error: unknown) => console.error('keeping a picture:', error))
    })
    heard.set(room, { packager, stop })
  }

  function leave(room: LessonId): void {
    heard.get(room)?.stop()
    heard.delete(room)
  }

  async function isWanted(room: LessonId, host: DeviceId): Promise<boolean> {
    const shape = await rowOf(hub.db, shapes, room)
    return shape?.keeps === true && mayKeep(hub, host, media.settings)
  }

  function lookAtAll(): void {
    looking = looking
      .then(async () => {
        for (const room of rooms.keys()) await look(room)
      })
      .catch((error: unknown) => console.error('keeping pictures:', error))
  }

  const stop = media.onPictures((name, from) => {
    const room = v.safeParse(LessonId, name)
    if (!room.success) return
    if (from.length > 0) rooms.set(room.output, from)
    else {
      rooms.delete(room.output)
      leave(room.output)
    }
    lookAtAll()
  })
  const timer = setInterval(lookAtAll, every)

  async function kept(room: LessonId, name: 'small' | 'sharp', opened: number): Promise<Kept | undefined> {
    const file = await spool.file(room, name, opened)
    if (!file) return undefined
    await hub.blobs.adopt(file.hash, 'application/octet-stream', file.bytes, file.path)
    return { blob: v.parse(BlobHash, file.hash), bytes: file.bytes }
  }

  return {
    async of({ room, opened }) {
      await spool.sweep(addDays(dayOf(hub.now()), -roomDays))
      const [small, sharp] = [await kept(room, 'small', opened), await kept(room, 'sharp', opened)]
      return { ...(small && { small }), ...(sharp && { sharp }) }
    },
    close() {
      clearInterval(timer)
      stop()
      for (const room of heard.keys()) leave(room)
    },
  }
}
