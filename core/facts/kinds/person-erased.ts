import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { Day, PersonId } from '../ids.ts'
import { county } from '../scope.ts'

/**
 * The name of a person, their words and photos, and words about them are to be nowhere any more; from `day` on they belong
 * to nothing. What was counted of them stays, under an id that nobody can read. It cannot be taken back.
 */
export const personErased = fact('person.erased', {
  body: v.object({ person: PersonId, day: Day }),
  scope: () => county,
  recordedBy: [may('office', 'office')],
  seenBy: ['projector', 'tablet', 'own', 'studio', 'office'],
  rows: (b) => [rowKey('erased', b.person)],
  needs: () => [],
  // The office's own device erases, too, once the hub has taken it.
  part: 'moves',
})
