import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { FactName, PlaceId } from '../ids.ts'
import { placeScope } from '../scope.ts'

/** What became of a refused fact. anew: recorded again by one who may. elsewhere: it was already. mistaken: not so. seen: no more is known. */
export const Settled = v.picklist(['anew', 'elsewhere', 'mistaken', 'seen'])
export type Settled = v.InferOutput<typeof Settled>

/** A person has looked at a fact that the hub refused, and it needs no more looking at. The fact itself is kept. */
export const troubleDismissed = fact('trouble.dismissed', {
  body: v.object({ place: PlaceId, refused: FactName, how: v.optional(Settled) }),
  scope: (b) => placeScope(b.place),
  recordedBy: [may('device', 'projector', 'tablet', 'own', 'studio', 'office')],
  seenBy: ['projector', 'tablet', 'own', 'studio', 'office'],
  rows: (b) => [rowKey('trouble', b.refused)],
  needs: (b) => [rowKey('place', b.place)],
})
