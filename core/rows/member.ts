import type { Day, PersonId } from '../facts/ids.ts'
import { memberEnrolled } from '../facts/kinds/member-enrolled.ts'
import { pupilAdded } from '../facts/kinds/pupil-added.ts'
import { isWord, pupilMatched } from '../facts/kinds/pupil-matched.ts'
import type { Span } from '../people/consent.ts'
import type { Role } from '../people/roles.ts'
import { addDays } from '../school/day.ts'
import { matchedRows, whoIs } from './matched.ts'
import { lastOf, ofKind } from './reading.ts'
import { rowPart } from './row-key.ts'
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
  /** Who they are, by the office's word on a child who was added on the spot: another of the class, or really themselves. */
  is?: PersonId
}

export const members = table<Member>({
  name: 'member',
  version: 2,
  linked: (facts, key) => matchedRows(facts, key, 1),
  reduce(facts, key) {
    const person = rowPart(key, 1)
    const words = ofKind(pupilMatched, facts).filter(({ body }) => isWord(body))
    const is = lastOf(pupilMatched, words, (body) => body.added === person)?.body.person
    const added = ofKind(pupilAdded, facts)
    const enrolled = lastOf(memberEnrolled, facts, (body) => body.person === person)?.body
    if (enrolled) {
      const { name, picture, role, number, until, photos } = enrolled
      const who = whoIs(words)
      // Who was in the room before the office's list says so was there.
      const since = added.filter(({ body }) => who(body.person) === person).map(({ body }) => body.from)
      const from = [enrolled.from, ...since].sort()[0] ?? enrolled.from
      const rest = { ...(until && { until }), ...(photos?.length && { photos }), ...(is && { is }) }
      return { name, picture, role, number, from, ...rest }
    }
    const own = lastOf(pupilAdded, facts, (body) => body.person === person)?.body
    if (!own) return undefined
    const { name, picture, number, from, erased } = own
    const said: Pick<Member, 'added' | 'is'> = is ? { is } : { added: true }
    return { name, picture, role: 'pupil', number, from, ...said, ...(erased && { until: addDays(from, -1) }) }
  },
})

/** Whether somebody stands on their class's list by this row, as against one who is another there. */
export function isThemselves({ is }: Pick<Member, 'is'>, person: string): boolean {
  return is === undefined || is === person
}
