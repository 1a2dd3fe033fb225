import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { DeviceId, PlaceId } from '../ids.ts'
import { placeScope } from '../scope.ts'

/** A device's own clock went back, by this many ms: a flat battery, or a hand that set it. */
export const clockJumped = fact('clock.jumped', {
  body: v.object({ place: PlaceId, device: DeviceId, back: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  scope: (b) => placeScope(b.place),
  recordedBy: [may('device', 'projector', 'tablet', 'own', 'studio', 'office')],
  seenBy: [],
  rows: (b) => [rowKey('clock', b.device)],
  needs: (b) => [rowKey('place', b.place)],
})
