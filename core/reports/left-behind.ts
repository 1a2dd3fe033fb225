import * as v from 'valibot'
import { Day, DeviceId, PairId, PlaceId, SchoolId } from '../facts/ids.ts'
import { Place } from '../people/places.ts'

/** What still hangs on schools that have ended, as one that was merged into another: nothing that hangs on it ends by itself. */
export const LeftBehind = v.object({
  schools: v.array(
    v.object({
      school: SchoolId,
      name: v.string(),
      /** Its last day. */
      until: Day,
      /** Those that go on, with the names of both schools. */
      pairs: v.array(v.object({ pair: PairId, helping: v.string(), helped: v.string() })),
      /** Those with devices that were not taken back. */
      places: v.array(v.object({ ...Place.entries, devices: v.array(DeviceId) })),
    }),
  ),
})
export type LeftBehind = v.InferOutput<typeof LeftBehind>

export type EndedSchool = LeftBehind['schools'][number]

/** Devices that are moved together: all of them, or none. */
export const Moves = v.object({
  moves: v.pipe(v.array(v.object({ device: DeviceId, place: PlaceId })), v.minLength(1), v.maxLength(500)),
})
export type Moves = v.InferOutput<typeof Moves>
