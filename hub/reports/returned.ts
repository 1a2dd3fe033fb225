import type { Missing } from '../../core/reports/county-report.ts'
import { lastWord, type ReportedDevice } from './devices.ts'
import type { ClassLessons } from './lessons.ts'
import type { CountyFrame, CountyReading } from './reading.ts'
import { belongsTo, type School } from './roster.ts'

/** What came back from a school, and what is known to be still on its way. */
export interface Returned {
  devices: ReportedDevice[]
  /** The last word of any of its devices, ms since 1970. */
  heard: number | undefined
  missing: Missing[]
  /** It has been heard since its last lesson that is over, and nothing of it is known to be on its way. */
  returned: boolean
}

/** What decides whether a school has been heard since its lessons. */
export interface Awaited {
  /** Some lesson is unknown and may still be heard of. */
  awaited: boolean
  /** When its last lesson that is over ended, ms since 1970; 0 without one. */
  lastEnd: number
}

/** @param known of its classes */
export function returnedOf({ school }: School, { roster, classes }: CountyFrame, known: readonly Awaited[]): Returned {
  const own = classes.filter((one) => one.class.school === school)
  const ids = own.map((one) => one.class.timetable.class)
  const devices = roster.devices.filter((device) => belongsTo(device.place, school, ids))
  const heard = lastWord(devices)
  const missing: Missing[] = devices.length === 0 ? [{ what: 'never-heard' }] : devices.flatMap((one) => one.missing)
  return { devices, heard, missing, returned: hasReturned(known, heard, missing) }
}

/** How many schools have not been heard since (未回传). */
export function unheardSchools(reading: CountyReading): number {
  return reading.schools.filter((school) => {
    const known = reading.lessons.filter((one) => one.class.school === school.school).map(awaitedIn)
    return !returnedOf(school, reading, known).returned
  }).length
}

function awaitedIn({ joint }: ClassLessons): Awaited {
  const over = joint.filter(({ verdict }) => verdict !== 'ahead')
  return {
    awaited: over.some(({ verdict }) => verdict === 'unknown'),
    lastEnd: over.reduce((last, { lesson }) => Math.max(last, lesson.end), 0),
  }
}

function hasReturned(known: readonly Awaited[], heard: number | undefined, missing: readonly Missing[]): boolean {
  if (heard === undefined || missing.some(({ what }) => what === 'gap')) return false
  return known.every(({ awaited, lastEnd }) => !awaited && lastEnd <= heard)
}
