import type { ClassId, LessonId, PlaceId } from './ids.ts'

/**
 * Who gets a fact. Each scope is a log of its own on the hub, and each device follows the scopes of its place with a
 * cursor a scope: the county's calendar and schools, a class's people, timetable and work, a place's own affairs, and what
 * is taught live to several classes at once.
 */
export type Scope = 'county' | `class:${ClassId}` | `place:${PlaceId}` | `live:${LessonId}`

export const county: Scope = 'county'
export const classScope = (classId: ClassId): Scope => `class:${classId}`
export const placeScope = (place: PlaceId): Scope => `place:${place}`
/** @param room the lesson after which a live room is named: of the class that the host met first */
export const liveScope = (room: LessonId): Scope => `live:${room}`
