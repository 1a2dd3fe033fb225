import * as v from 'valibot'
import { ClassId, PersonId, PlaceId, SchoolId, Title } from '../facts/ids.ts'
import { classScope, county, placeScope, type Scope } from '../facts/scope.ts'
import type { Role } from './roles.ts'

/**
 * projector: a classroom's panel. tablet: shared by pupils. own: one teacher's. studio: where a helping school teaches
 * from. office: the county's or a school's desk. hub: the hub itself.
 */
export const placeKinds = ['projector', 'tablet', 'own', 'studio', 'office', 'hub'] as const
export type PlaceKind = (typeof placeKinds)[number]

/** Whether many use it one after the other, so that it holds no more of each than it must. */
export function isShared(kind: PlaceKind): boolean {
  return kind === 'tablet'
}

export const Place = v.object({
  place: PlaceId,
  kind: v.picklist(['projector', 'tablet', 'own', 'studio', 'office']),
  title: Title,
  school: v.optional(SchoolId),
  /** The classes it serves; several in a 复式 room. A teacher's own device and a studio serve those they teach. */
  classes: v.pipe(v.array(ClassId), v.maxLength(40)),
  /** Whose it is, for `own`. */
  person: v.optional(PersonId),
})
export type Place = v.InferOutput<typeof Place>

/** The membership of those who work in the county's office is kept under this id, which no class has. */
export const countyOffice = 'county' as ClassId // reserved: the import refuses it as a class's id

/**
 * The scopes of a place, the most urgent first: its own affairs, its classes, the county. An office hears who works in it,
 * and of no class, whatever it serves: it asks the hub about single people, which notes who asked.
 */
export function scopesOf({ place, kind, classes }: Pick<Place, 'place' | 'kind' | 'classes'>): Scope[] {
  return [placeScope(place), ...(kind === 'office' ? [countyOffice] : classes).map(classScope), county]
}

/** Whether somebody's PIN opens a place's devices, by what they are to one of its classes. */
export function mayUnlock(
  { kind, person: owner }: Pick<Place, 'kind' | 'person'>,
  role: Role,
  person: string,
): boolean {
  if (role === 'pupil' || (owner !== undefined && owner !== person)) return false
  return kind === 'studio' ? role === 'host' : role !== 'host' || kind === 'own'
}
