import type { LessonId } from '../../core/facts/ids.ts'
import { county, liveScope, type Scope } from '../../core/facts/scope.ts'
import { type Place, scopesOf } from '../../core/people/places.ts'
import { type Room, roomDays } from '../../core/rows/room.ts'
import { lessonRange } from '../../core/rows/row-key.ts'
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
  const rooms = place.kind === 'office' ? [] : await roomsOf(db, place, now)
  return [...own.filter((scope) => scope !== county), ...rooms.map(liveScope), county]
}

async function roomsOf(db: HubDb, { classes }: Place, now: number): Promise<LessonId[]> {
  const from = addDays(dayOf(now), -roomDays)
  const rows = await rowsIn(
    db,
    classes.map((classId) => lessonRange('room', classId, from, roomDays + 1)),
  )
  return [...new Set(rows.map(({ state }) => (state as Room).room))].sort() // its table's
}
