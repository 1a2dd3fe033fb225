import type { Day } from '../facts/ids.ts'
import { memberEnrolled } from '../facts/kinds/member-enrolled.ts'
import { pupilAdded } from '../facts/kinds/pupil-added.ts'
import type { Span } from '../people/consent.ts'
import type { Role } from '../people/roles.ts'
import { addDays } from '../school/day.ts'
import { lastOf } from './reading.ts'
import { table } from './table.ts'

/** `member/CLASS/PERSON`: who belongs to a class, as what, from when. */
export interface Member {
  /** Or the seat number that stands in its place (`people/seat.ts`). */
  name: string
  /** The key of the drawn picture that a pupil picks. */
  picture: string
  role: Role
  /** Number on the class's list; pupils are shown in its order. */
  number: number
  from: Day
  until?: Day
  /** When the guardians agree to photos in which the child is seen; never without it. */
  photos?: Span[]
  /** On the spot, by who was in the room: the office has not said anything of them yet. */
  added?: true
}

export const members = table<Member>({
  name: 'member',
  version: 2,
  reduce(facts) {
    const enrolled = lastOf(memberEnrolled, facts)?.body
    if (enrolled) {
      const { name, picture, role, number, from, until, photos } = enrolled
      return { name, picture, role, number, from, ...(until && { until }), ...(photos?.length && { photos }) }
    }
    const added = lastOf(pupilAdded, facts)?.body
    if (!added) return undefined
    const { name, picture, number, from, erased } = added
    return { name, picture, role: 'pupil', number, from, added: true, ...(erased && { until: addDays(from, -1) }) }
  },
})
