import type { Day } from '../facts/ids.ts'
import { personErased } from '../facts/kinds/person-erased.ts'
import { ofKind } from './reading.ts'
import { table } from './table.ts'

/** `erased/PERSON`: since when. */
export const erasedPeople = table<{ day: Day }>({
  name: 'erased',
  version: 1,
  reduce(facts) {
    const days = ofKind(personErased, facts).map(({ body }) => body.day)
    const [first] = days.sort()
    return first && { day: first }
  },
})
