import * as v from 'valibot'
import { ClassId, Day, DeviceId, PlaceId, SchoolId } from '../facts/ids.ts'
import { Place } from '../people/places.ts'
import { DeviceWord, Disk } from '../sync/device-word.ts'
import { Missing } from './county-report.ts'

const Moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** A device as the office's desk lists it. Times are ms since 1970. */
export const OfficeDevice = v.object({
  /** Its present name. */
  device: DeviceId,
  place: PlaceId,
  enrolled: Moment,
  /** Its last word. */
  heard: Moment,
  /** When it was taken back; 0 if it was not. */
  revoked: Moment,
  /** It was moved here and does not know it yet. */
  moving: v.boolean(),
  /** Where it stood by its own word, though the hub knows of no move: it was put back to before it. `null`: nowhere else. */
  stoodAt: v.nullable(PlaceId),
  /** What it last said of itself, and when; `null` as long as it has not. */
  word: v.nullable(v.object({ ...DeviceWord.entries, at: Moment })),
  missing: v.array(Missing),
  /** Since when any of that is missing; `null` when nothing is. */
  missingSince: v.nullable(Moment),
  /**
   * What became of its disk. `reset`: it is put back to an old state again and again (还原卡). `copied`: several machines go by
   * one disk's copy.
   */
  disk: Disk,
})
export type OfficeDevice = v.InferOutput<typeof OfficeDevice>

/** Every device of the county, and the places there are. */
export const OfficeDevices = v.object({
  asOf: Moment,
  /** The hub's program's version. */
  version: v.string(),
  devices: v.array(OfficeDevice),
  places: v.array(Place),
  /** `until`: its last day, where it has ended. */
  schools: v.array(v.object({ school: SchoolId, name: v.string(), until: v.optional(Day) })),
  classes: v.array(v.object({ class: ClassId, school: SchoolId, name: v.string() })),
})
export type OfficeDevices = v.InferOutput<typeof OfficeDevices>

/** For so many devices at one place codes are made at once. */
export const mostEach = 60

/** Codes for one sheet: `each` devices at each of the places. */
export const NewCodes = v.object({
  places: v.pipe(v.array(PlaceId), v.minLength(1), v.maxLength(200)),
  each: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostEach)),
})
export type NewCodes = v.InferOutput<typeof NewCodes>

/** As many codes a sheet may have: each open code leaves less room for wrong tries of others. */
export const mostCodes = 200

export const CodeSheet = v.object({
  codes: v.array(v.object({ place: PlaceId, code: v.string(), expires: Moment })),
})
export type CodeSheet = v.InferOutput<typeof CodeSheet>

/** A place that the office makes: its id is the hub's to give. */
export const NewPlace = v.object({
  kind: v.picklist(['projector', 'tablet', 'own', 'studio']),
  title: Place.entries.title,
  school: SchoolId,
  classes: v.pipe(v.array(ClassId), v.minLength(1), v.maxLength(40)),
  person: Place.entries.person,
})
export type NewPlace = v.InferOutput<typeof NewPlace>
