import { Place } from '../../people/places.ts'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { placeScope } from '../scope.ts'

/** What a place is and whom it serves. Its devices follow the scopes that this names. */
export const placeDescribed = fact('place.described', {
  body: Place,
  scope: (b) => placeScope(b.place),
  recordedBy: [may('hub', 'hub')],
  seenBy: ['projector', 'tablet', 'own', 'studio', 'office'],
  rows: (b) => [rowKey('place', b.place)],
  needs: () => [],
})
