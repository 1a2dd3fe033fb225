import type { LessonId } from '../../core/facts/ids.ts'
import { floors } from '../../core/rows/room.ts'
import { rowOf } from '../facts/row-of.ts'
import type { Hub } from '../hub.ts'

/** Tells a room which class has the floor, by its facts. */
export async function noteFloor({ db, rooms }: Pick<Hub, 'db' | 'rooms'>, room: LessonId): Promise<void> {
  rooms.floor(room, (await rowOf(db, floors, room))?.lesson)
}
