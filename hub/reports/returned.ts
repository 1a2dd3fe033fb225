import type { Missing } from '../../core/reports/county-report.ts'
import type { JudgedLesson } from '../../core/reports/lesson-verdict.ts'
import { lastWord, type ReportedDevice } from './devices.ts'
import type { CountyReading } from './reading.ts'
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

export function returnedOf(school: School, reading: CountyReading): Returned {
  const lessons = reading.lessons.filter((one) => one.class.school === school.school)
  const ids = lessons.map((one) => one.class.timetable.class)
  const devices = reading.roster.devices.filter((device) => belongsTo(device.place, school.school, ids))
  const heard = lastWord(devices)
  const missing: Missing[] = devices.length === 0 ? [{ what: 'never-heard' }] : devices.flatMap((one) => one.missing)
  const judged = lessons.flatMap((one) => one.joint)
  return { devices, heard, missing, returned: hasReturned(judged, heard, missing) }
}

/** How many schools have not been heard since (未回传). */
export function unheardSchools(reading: CountyReading): number {
  return reading.schools.filter((school) => !returnedOf(school, reading).returned).length
}

function hasReturned(judged: readonly JudgedLesson[], heard: number | undefined, missing: readonly Missing[]): boolean {
  if (heard === undefined || missing.some(({ what }) => what === 'gap')) return false
  return judged.every(({ verdict, lesson }) => verdict === 'ahead' || (verdict !== 'unknown' && lesson.end <= heard))
}
