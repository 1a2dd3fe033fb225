import type { ClassId, PlaceId } from './ids.ts'

/**
 * Who gets a fact. Each scope is a log of its own on the hub, and each device follows the scopes of its place with a
 * cursor a scope: the county's calendar and schools, a class's people, timetable and work, a place's own affairs.
 */
export type Scope = 'county' | `class:${ClassId}` | `place:${PlaceId}`

export const county: Scope = 'county'
export const classScope = (classId: ClassId): Scope => `class:${classId}`
export const placeScope = (place: PlaceId): Scope => `place:${place}`
