import type { Day } from '../facts/ids.ts'
import { memberEnrolled } from '../facts/kinds/member-enrolled.ts'
import type { Role } from '../people/roles.ts'
import { bodyOf } from './reading.ts'
import { table } from './table.ts'

/** `member/CLASS/PERSON`: who belongs to a class, as what, from when. */
export interface Member {
  name: string
  /** The key of the drawn picture that a pupil picks. */
  picture: string
  role: Role
  /** Number on the class's list; pupils are shown in its order. */
  number: number
  from: Day
  until?: Day
}

export const members = table<Member>({
  name: 'member',
  version: 1,
  reduce(facts) {
    const body = bodyOf(memberEnrolled, facts[facts.length - 1])
    if (!body) return undefined
    const { name, picture, role, number, from, until } = body
    return { name, picture, role, number, from, ...(until && { until }) }
  },
})
