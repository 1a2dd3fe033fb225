import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { DeviceId, PlaceId, Title } from '../ids.ts'
import { placeScope } from '../scope.ts'

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))

/**
 * How a device is: its program's version, its room (bytes), and how far its clock was off (ms, hub minus device). No program
 * records it any more, since only the latest word counts, which is no fact (`core/sync/device-word.ts`). It stays readable: what
 * older ones recorded stands in logs and backups, and a device that was long away may deliver it yet.
 */
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
