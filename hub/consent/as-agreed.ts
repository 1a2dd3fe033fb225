import { agrees, type Consent, photoTimes } from '../../core/people/consent.ts'
import { seatName } from '../../core/people/seat.ts'
import type { Member } from '../../core/rows/member.ts'

/**
 * A pupil as devices may know them: with the name if the guardians agree to that, otherwise with the seat number in its place;
 * and when they agree to photos. Others are as they are.
 *
 * @param member with their own name; a pupil without consent must have a seat number
 */
export function asAgreed<M extends Member>(member: M, consents: readonly Consent[]): M {
  if (member.role !== 'pupil') return member
  const { photos: _, ...rest } = member
  const photos = photoTimes(consents)
  const name = agrees(consents, 'name') ? member.name : seatName(member.number)
  return { ...rest, name, ...(photos.length > 0 && { photos }) } as M // the same but for these two
}

/** Whether a pupil works by seat number. */
export function worksBySeat({ role }: Pick<Member, 'role'>, consents: readonly Consent[]): boolean {
  return role === 'pupil' && !agrees(consents, 'name')
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
