import * as v from 'valibot'
import { type DeviceId, LessonId, lessonClass } from '../../core/facts/ids.ts'
import { liveScope } from '../../core/facts/scope.ts'
import type { Place } from '../../core/people/places.ts'
import { floors, type Room } from '../../core/rows/room.ts'
import { placeOf } from '../facts/pull.ts'
import { rowOf } from '../facts/row-of.ts'
import { roomsOf, scopesAt } from '../facts/scopes-at.ts'
import type { Hub } from '../hub.ts'
import type { MediaRights, RoomRights } from '../media/rights.ts'

/** At its helping school's studio anybody may teach who has unlocked it; on one's own device who opened the room. */
export function mayHost(place: Place, rows: readonly Room[]): boolean {
  return place.kind === 'studio' || (place.kind === 'own' && rows.some(({ host }) => host === place.person))
}

/**
 * Who may see and show pictures in a live room, by its facts: to watch, whose place follows it; as its host, who may teach there, one device
 * at a time; on the floor, the places of the class that has it.
 */
export function rightsInRooms(hub: Hub): RoomRights {
  return {
    async of(device, name) {
      const room = v.safeParse(LessonId, name)
      return room.success ? rightsOf(hub, device, room.output) : undefined
    },
  }
}

/** The place of a device that may be in a room now; undefined where it was taken back, or its place does not follow the room. */
export async function placeInRoom(hub: Hub, device: DeviceId, room: LessonId): Promise<Place | undefined> {
  const known = await hub.db
    .selectFrom('device')
    .select(['place', 'revoked'])
    .where('device', '=', device)
    .executeTakeFirst()
  if (!known || Number(known.revoked) > 0) return undefined
  const place = await placeOf(hub.db, known.place)
  const scopes = await scopesAt(hub.db, place, hub.now())
  return place.kind !== 'office' && scopes.includes(liveScope(room)) ? place : undefined
}

async function rightsOf(hub: Hub, device: DeviceId, room: LessonId): Promise<MediaRights | undefined> {
  const place = await placeInRoom(hub, device, room)
  if (!place) return undefined
  const rows = (await roomsOf(hub.db, place, hub.now())).map(({ state }) => state).filter((one) => one.room === room)
  // What is closed has no picture.
  if (rows.every(({ closed }) => closed !== undefined)) return undefined
  if (mayHost(place, rows)) {
    const isFirst = (hub.rooms.hostOf(room) ?? device) === device
    return { watch: true, publish: isFirst ? ['host'] : [] }
  }
  return { watch: true, publish: (await hasFloor(hub, place, room)) ? ['floor'] : [] }
}

async function hasFloor(hub: Hub, { kind, classes }: Place, room: LessonId): Promise<boolean> {
  if (kind === 'studio') return false
  const lesson = (await rowOf(hub.db, floors, room))?.lesson
  return lesson !== undefined && classes.includes(lessonClass(lesson))
}
