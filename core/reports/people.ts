import * as v from 'valibot'
import { ClassId, Day, DeviceId, PersonId, PlaceId, SchoolId } from '../facts/ids.ts'
import { Consent } from '../people/consent.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** ms since 1970 */
const Moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const personRoles = ['pupil', 'assistant', 'teacher', 'host', 'office'] as const
const PersonRole = v.picklist(personRoles)

/** `POST /api/office/people`: whom to show. It stands in no address, since proxies write these down. */
export const PeopleAsked = v.object({
  /** A part of a name, or a whole number of the office's files. */
  find: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(64)), ''),
  school: v.optional(SchoolId),
  class: v.optional(ClassId),
  role: v.optional(PersonRole),
  /** So many are passed over. */
  from: v.optional(Count, 0),
})
export type PeopleAsked = v.InferInput<typeof PeopleAsked>

/** What somebody is, or was, to a class; of the office `class` is `county`, and has no names. */
export const Membership = v.object({
  class: ClassId,
  className: v.string(),
  schoolName: v.string(),
  role: PersonRole,
  number: Count,
  from: Day,
  until: v.nullable(Day),
  /** On the spot, by who was in the room. */
  added: v.boolean(),
})
export type Membership = v.InferOutput<typeof Membership>

export const PersonLine = v.object({ person: PersonId, name: v.string(), memberships: v.array(Membership) })
export type PersonLine = v.InferOutput<typeof PersonLine>

/** A page of the county's people, by school, class and number; those who have left come last. */
export const People = v.object({
  people: v.array(PersonLine),
  /** As many as there are of these. */
  all: Count,
  from: Count,
  schools: v.array(v.object({ school: SchoolId, name: v.string() })),
  /** Those of the school that was asked for. */
  classes: v.array(v.object({ class: ClassId, name: v.string() })),
})
export type People = v.InferOutput<typeof People>

/** How many people a page has. */
export const peopleOnPage = 50

/** That somebody was erased, and how far devices have heard of it. */
export const Erasure = v.object({
  /** All ids that they had: their own, and those under which they were added in a room. */
  ids: v.array(PersonId),
  /** Where they belonged. */
  memberships: v.array(Membership),
  /** When, and by whom; '' for whom nobody knows any more. */
  at: Moment,
  by: v.string(),
  /** Until then old backups may still have their name and words. */
  backupsUntil: Moment,
  /** How many devices of their classes there are, and which of these have not heard of it yet. */
  devices: Count,
  waiting: v.array(v.object({ device: DeviceId, title: v.string(), schoolName: v.string(), heard: Moment })),
})
export type Erasure = v.InferOutput<typeof Erasure>

/** `GET /api/office/erasures`: the latest first. */
export const Erasures = v.object({ asOf: Moment, erasures: v.array(Erasure) })
export type Erasures = v.InferOutput<typeof Erasures>

/** `GET /api/office/people/ID`: what is known of somebody, under all of their ids. */
export const OnePerson = v.object({
  asOf: Moment,
  person: PersonId,
  ids: v.array(PersonId),
  /** '' of who was erased. */
  name: v.string(),
  /** Their numbers in the office's files. */
  numbers: v.array(v.string()),
  memberships: v.array(Membership),
  /** How many facts of each kind name them, by the kind's name. */
  stored: v.array(v.object({ kind: v.string(), count: Count })),
  photos: Count,
  /** Where their name stands in what others wrote and in titles, by the kind of fact: erasing them does not reach it. */
  elsewhere: v.optional(v.array(v.object({ kind: v.string(), count: Count })), []),
  consents: v.array(Consent),
  /** Whether there is a PIN of theirs, and where it is good. */
  pin: v.boolean(),
  unlocks: v.array(v.object({ place: PlaceId, title: v.string(), schoolName: v.string(), devices: Count })),
  erased: v.nullable(Erasure),
})
export type OnePerson = v.InferOutput<typeof OnePerson>
