import type { Draft } from '../../core/facts/fact.ts'
import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { agrees, type Consent, photoTimes } from '../../core/people/consent.ts'
import { seatName } from '../../core/people/seat.ts'
import type { Member } from '../../core/rows/member.ts'

/** A member of a class, with their own name. */
export type OwnMember = Member & { class: string; person: string }

/**
 * What devices hear of somebody: a pupil who works by seat number has one.
 *
 * @param free gives the number of a pupil who has none and needs one
 */
export function agreedEnrolment(
  member: OwnMember,
  consents: readonly Consent[],
  free: () => number,
): { draft: Draft | undefined; bySeat: boolean } {
  const bySeat = member.role === 'pupil' && !agrees(consents, 'name')
  const number = member.number || (bySeat ? free() : 0)
  return { draft: enrolment(asAgreed({ ...member, number }, consents)), bySeat }
}

/** A membership as it stands; `undefined` of what is no person. */
export function enrolment(member: OwnMember): Draft | undefined {
  const { role, name, picture, number, from, until, photos } = member
  if (role === 'device' || role === 'hub') return undefined
  const who = { class: member.class as ClassId, person: member.person as PersonId } // read as such, or kept as such
  const rest = { ...(until && { until }), ...(photos && { photos }) }
  return memberEnrolled({ ...who, name, picture, role, number, from, ...rest })
}

/**
 * A pupil as devices may know them: with the name if the guardians agree to that, otherwise with the seat number in its place;
 * and when they agree to photos. Others are as they are.
 *
 * @param member with their own name; a pupil without consent must have a seat number
 */
function asAgreed<M extends Member>(member: M, consents: readonly Consent[]): M {
  if (member.role !== 'pupil') return member
  const { photos: _, ...rest } = member
  const photos = photoTimes(consents)
  const name = agrees(consents, 'name') ? member.name : seatName(member.number)
  return { ...rest, name, ...(photos.length > 0 && { photos }) } as M // the same but for these two
}

/** The numbers of a class's list that are taken, and the next one that is free for who has none. */
export class Seats {
  private readonly taken = new Map<string, Set<number>>()

  take(classId: string, number: number): void {
    const taken = this.taken.get(classId) ?? new Set([0])
    this.taken.set(classId, taken.add(number))
  }

  free(classId: string): number {
    const taken = this.taken.get(classId) ?? new Set([0])
    let number = 1
    while (taken.has(number)) number++
    this.take(classId, number)
    return number
  }
}
