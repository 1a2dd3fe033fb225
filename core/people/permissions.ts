import type { Fact, FactKind } from '../facts/fact.ts'
import { type ClassId, type Day, type LessonId, lessonClass, type PersonId } from '../facts/ids.ts'
import type { Member } from '../rows/member.ts'
import { dayOf } from '../school/day.ts'
import type { Span } from './consent.ts'
import { countyOffice, type Place, type PlaceKind } from './places.ts'
import type { Role } from './roles.ts'

/** Why a fact may not be recorded; each has a sentence on the screens. */
export type Denial =
  | 'place-not-allowed'
  | 'role-not-allowed'
  | 'class-not-served'
  | 'not-a-member'
  | 'speaks-for-another'
  | 'no-photo-consent'

/** A person's membership of a class, as the rows have it. */
export type MemberOf = (classId: ClassId, person: PersonId) => Member | undefined

/**
 * Whether a fact may be recorded at this place by whom it names, at its effective time. The device asks before it
 * offers an action, the hub asks before it takes the fact; both with this function.
 *
 * @param place the enrolled place of the device that recorded it; `hub` for the hub's own
 * @param eff effective time, ms since 1970: membership counts on that school day
 */
export function denial<B>(
  kind: FactKind<B>,
  fact: Pick<Fact, 'by'> & { body: B; eff: number },
  place: Place | 'hub',
  memberOf: MemberOf,
): Denial | undefined {
  if (place === 'hub') return kind.recordedBy.some((right) => right.role === 'hub') ? undefined : 'role-not-allowed'

  const rights = kind.recordedBy.filter((right) => right.places.includes(place.kind))
  if (rights.length === 0) return 'place-not-allowed'

  const scope = kind.scope(fact.body)
  if (scope.startsWith('place:') && scope !== `place:${place.place}`) return 'place-not-allowed'

  const classId = classOfScope(scope)
  if (classId !== undefined && !place.classes.includes(classId)) return 'class-not-served'

  if (fact.by === '') return rights.some((right) => right.role === 'device') ? undefined : 'role-not-allowed'
  if (place.kind === 'own' && place.person !== fact.by) return 'speaks-for-another'

  const member = memberOf(membershipIn(scope), fact.by)
  if (member === undefined || !isMemberOn(member, fact.eff)) return 'not-a-member'
  if (!rights.some((right) => right.role === member.role)) return 'role-not-allowed'
  if (member.role === 'pupil' && kind.pupils && !kind.pupils(fact.body).includes(fact.by)) return 'speaks-for-another'
  const seen = kind.portrays?.(fact.body) ?? []
  if (!seen.every((pupil) => mayBeSeen(memberOf(membershipIn(scope), pupil), fact.eff))) return 'no-photo-consent'
  return undefined
}

/** The pupils and adults whose membership `denial` asks for, in the class of the fact's scope or in the office. */
export function askedOf<B>(kind: FactKind<B>, fact: Pick<Fact, 'by'> & { body: B }): PersonId[] {
  const people = new Set(kind.portrays?.(fact.body))
  if (fact.by !== '') people.add(fact.by)
  return [...people]
}

/** Whether a pupil's guardians agree to photos in which the child is seen. @param eff effective time, ms since 1970 */
export function mayBeSeen(member: Pick<Member, 'photos'> | undefined, eff: number): boolean {
  return member?.photos?.some((span) => belongsOn(span, dayOf(eff))) ?? false
}

export function isMemberOn(member: Pick<Member, 'from' | 'until'>, eff: number): boolean {
  return belongsOn(member, dayOf(eff))
}

/** As `isMemberOn`, of a school day. */
export function belongsOn({ from, until }: Span, day: Day): boolean {
  return from <= day && (until === undefined || day <= until)
}

export function roleOn(member: Member | undefined, eff: number): Role | undefined {
  return member && isMemberOn(member, eff) ? member.role : undefined
}

/** Under which id the membership is kept that allows somebody to record in a scope: its class's, a live room's, or the office's. */
export function membershipIn(scope: string): ClassId {
  return classOfScope(scope) ?? countyOffice
}

/** The sorts of place at which somebody in a role may record a kind. */
export function placesFor(kind: Pick<FactKind, 'recordedBy'>, role: Role): PlaceKind[] {
  return kind.recordedBy.filter((right) => right.role === role).flatMap((right) => right.places)
}

function classOfScope(scope: string): ClassId | undefined {
  if (scope.startsWith('class:')) return scope.slice('class:'.length) as ClassId // built by `classScope`
  return scope.startsWith('live:') ? lessonClass(scope.slice('live:'.length) as LessonId) : undefined // by `liveScope`
}
