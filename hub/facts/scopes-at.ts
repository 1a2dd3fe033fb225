import type { LessonId } from '../../core/facts/ids.ts'
import { county, liveScope, type Scope } from '../../core/facts/scope.ts'
import { type Place, scopesOf } from '../../core/people/places.ts'
import { type Room, roomDays } from '../../core/rows/room.ts'
import { lessonRange, rowPart } from '../../core/rows/row-key.ts'
import { addDays, dayOf } from '../../core/school/day.ts'
import type { HubDb } from '../store/schema.ts'
import { rowsIn } from './rows.ts'

/**
 * The scopes that a place follows now: its own, and before the county's the live rooms in which its classes are taught today
 * or were yesterday. What was taught there before is in its recording.
 *
 * @param now the hub's clock, ms since 1970
 */
export async function scopesAt(db: HubDb, place: Place, now: number): Promise<Scope[]> {
  const own = scopesOf(place)
  const rooms = await roomsOf(db, place, now)
  const named = [...new Set(rooms.map(({ state }) => state.room))].sort()
  return [...own.filter((scope) => scope !== county), ...named.map(liveScope), county]
}

/** Which lessons of a place's classes are, or were yesterday, taught in which live room. An office's are none of its business. */
export async function roomsOf(
  db: HubDb,
  { kind, classes }: Pick<Place, 'kind' | 'classes'>,
  now: number,
): Promise<{ lesson: LessonId; state: Room }[]> {
  if (kind === 'office') return []
  const from = addDays(dayOf(now), -roomDays)
  const ranges = classes.map((classId) => lessonRange('room', classId, from, roomDays + 1))
  const rows = await rowsIn(db, ranges)
  // Its table's, and its key's part.
  return rows.map(({ row, state }) => ({ lesson: rowPart(row, 0) as LessonId, state: state as Room }))
}
