import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { DeviceId, PlaceId, Title } from '../ids.ts'
import { placeScope } from '../scope.ts'

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))

/** How a device is: its program's version, its room (bytes), and how far its clock was off (ms, hub minus device). */
export const deviceReported = fact('device.reported', {
  body: v.object({
    place: PlaceId,
    device: DeviceId,
    version: Title,
    used: bytes,
    quota: bytes,
    persisted: v.boolean(),
    clockOff: v.pipe(v.number(), v.safeInteger()),
  }),
  scope: (b) => placeScope(b.place),
  recordedBy: [may('device', 'projector', 'tablet', 'own', 'studio', 'office')],
  seenBy: [],
  rows: (b) => [rowKey('device', b.device)],
  needs: (b) => [rowKey('place', b.place)],
})
