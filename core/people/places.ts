import * as v from 'valibot'
import { ClassId, PersonId, PlaceId, SchoolId, Title } from '../facts/ids.ts'

/**
 * projector: a classroom's panel. tablet: shared by pupils. own: one teacher's. studio: where a helping school teaches
 * from. office: the county's or a school's desk. hub: the hub itself.
 */
export const placeKinds = ['projector', 'tablet', 'own', 'studio', 'office', 'hub'] as const
export type PlaceKind = (typeof placeKinds)[number]

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
