import type { ClassId, SchoolId } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import type { Witness } from '../../core/reports/lesson-verdict.ts'
import type { classes, counties, pairs, places, schools, timetables } from '../../core/rows/roster.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import type { Timetable } from '../../core/school/timetable.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'
import { firstEnrolled, lastWord, type ReportedDevice, recordsLessons, reportedDevices } from './devices.ts'

export type County = StateOf<typeof counties>
export type Pair = StateOf<typeof pairs>
export type School = StateOf<typeof schools>

/** A class as the report needs it. */
export interface ReportedClass {
  school: SchoolId
  name: string
  grades: readonly number[]
  timetable: Timetable
  /** Of the devices that could have recorded its lessons; `undefined` if there never was one. */
  witness: Witness | undefined
}

/** Who there is, by the office's word, and their devices. */
export interface Roster {
  county: County
  schools: School[]
  classes: ReportedClass[]
  pairs: Pair[]
  devices: ReportedDevice[]
}

/** `undefined` as long as no county has been brought in. */
export async function readRoster(db: HubDb): Promise<Roster | undefined> {
  const all = async <State>(table: string) => (await rowsIn(db, [rowRange(table)])).map(({ state }) => state as State) // its table's
  const [county] = await all<County>('county')
  if (!county) return undefined
  const byId = new Map((await all<StateOf<typeof places>>('place')).map((place) => [place.place, place]))
  const devices = await reportedDevices(db, byId)
  const enrolled = await firstEnrolled(db)
  const timetableOf = new Map((await all<StateOf<typeof timetables>>('timetable')).map((one) => [one.class, one]))
  const described = await all<StateOf<typeof classes>>('class')
  return {
    county,
    schools: await all<School>('school'),
    classes: described.map((one) => ({
      school: one.school,
      name: one.name,
      grades: one.grades,
      timetable: {
        class: one.class,
        calendar: county.calendar,
        bells: one.bells,
        slots: timetableOf.get(one.class)?.slots ?? [],
        earlier: timetableOf.get(one.class)?.earlier,
        changes: timetableOf.get(one.class)?.changes,
        until: one.until,
        plans: new Map(), // what a lesson is taught with plays no part
      },
      witness: witnessOf(one, byId, enrolled, devices),
    })),
    pairs: await all<Pair>('pair'),
    devices,
  }
}

function witnessOf(
  { class: id, school }: StateOf<typeof classes>,
  places: ReadonlyMap<string, Place>,
  enrolled: ReadonlyMap<string, number>,
  devices: readonly ReportedDevice[],
): Witness | undefined {
  const tells = (place: Place) => recordsLessons(place, id) && belongsTo(place, school, [id])
  const since = [...places.values()].filter(tells).flatMap(({ place }) => enrolled.get(place) ?? [])
  if (since.length === 0) return undefined
  return { since: Math.min(...since), heard: lastWord(devices.filter(({ place }) => tells(place))) }
}

/** Whether a place is a school's: by its own word, or where it has none by the classes that it serves. */
export function belongsTo(place: Place, school: SchoolId, classIds: readonly ClassId[]): boolean {
  return place.school === undefined ? place.classes.some((one) => classIds.includes(one)) : place.school === school
}
