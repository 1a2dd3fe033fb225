import * as v from 'valibot'
import { Place } from '../../people/places.ts'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { ErasedMark, nameless } from '../ids.ts'
import { placeScope } from '../scope.ts'

/** What a place is and whom it serves. Its devices follow the scopes that this names. */
export const placeDescribed = fact('place.described', {
  body: v.object({ ...Place.entries, erased: ErasedMark }),
  words: ['title'],
  scope: (b) => placeScope(b.place),
  recordedBy: [may('hub', 'hub')],
  seenBy: ['projector', 'tablet', 'own', 'studio', 'office'],
  rows: (b) => [rowKey('place', b.place)],
  needs: () => [],
  // Of somebody's own device the title says whose it is.
  erase: (b, since) => (b.person !== undefined && since(b.person) ? { ...b, title: nameless } : undefined),
})
