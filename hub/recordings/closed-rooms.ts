import type { LessonId } from '../../core/facts/ids.ts'
import { type Room, rooms } from '../../core/rows/room.ts'
import { rowPart, rowRange } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'

/** A room in which nobody is taught any more, of today or yesterday. Times are ms since 1970. */
export interface ClosedRoom {
  room: LessonId
  lessons: readonly LessonId[]
  opened: number
  closed: number
}

/** The rooms that were closed, for all of their classes, and not opened again. */
export async function closedRooms(db: HubDb, now: number): Promise<ClosedRoom[]> {
  const rows = await rowsIn(db, [rowRange(rooms.name)], dayOf(now))
  const byRoom = new Map<LessonId, { lesson: LessonId; state: Room }[]>()
  for (const { row, state } of rows) {
    const one = state as Room // its table's
    const all = byRoom.get(one.room) ?? []
    all.push({ lesson: rowPart(row, 0) as LessonId, state: one }) // its key's part
    byRoom.set(one.room, all)
  }
  return [...byRoom].flatMap(([room, all]) => {
    const closed = all.map(({ state }) => state.closed)
    if (closed.includes(undefined)) return []
    const opened = all.find(({ lesson }) => lesson === room)?.state.opened ?? all[0]?.state.opened ?? 0
    const lessons = all.map(({ lesson }) => lesson)
    return [{ room, lessons, opened, closed: Math.max(...closed.map((at) => at ?? 0)) }]
  })
}
