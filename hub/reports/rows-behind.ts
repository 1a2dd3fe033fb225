import { type AssignmentId, lessonClass, type SchoolId } from '../../core/facts/ids.ts'
import { minutesTaught } from '../../core/lesson/held.ts'
import type {
  CoursesBehind,
  DevicesBehind,
  LessonsBehind,
  Verdict,
  WorkBehind,
} from '../../core/reports/rows-behind.ts'
import { subjectIn } from '../../core/reports/rules/curriculum.ts'
import type { HubDb } from '../store/schema.ts'
import { coursesOf, taughtOf, tenths, weeksDue } from './courses.ts'
import { readCurriculum } from './curriculum.ts'
import { isSilent } from './devices.ts'
import { pairLessons } from './pairs.ts'
import type { CountyReading } from './reading.ts'
import { unheardSchools } from './returned.ts'
import { belongsTo, type ReportedClass } from './roster.ts'

/** Which of the rows behind a figure; without all of these the county's. */
export interface Chosen {
  subject?: string
  verdict?: Verdict
  pair?: string
}

/** A page shows no more than so many rows; the rest is in its table for a spreadsheet, or behind a narrower question. */
export const mostRows = 500

/** The lessons behind a figure, the latest first. */
export function lessonsBehind(reading: CountyReading, chosen: Chosen, most = mostRows): LessonsBehind {
  const pair = chosen.pair === undefined ? undefined : reading.pairs.find((one) => one.pair === chosen.pair)
  const all = chosen.pair === undefined ? reading.lessons.flatMap((one) => one.joint) : []
  const classes = new Map(reading.lessons.map((one) => [one.class.timetable.class, one.class]))
  const found = (pair ? pairLessons(pair, reading.lessons) : all)
    .filter(({ lesson }) => chosen.subject === undefined || lesson.subject === chosen.subject)
    .filter(({ verdict, extra }) => chosen.verdict === undefined || (!extra && isOf(chosen.verdict, verdict)))
    .sort((a, b) => b.lesson.start - a.lesson.start)
  return {
    ...head(reading, found.length, most),
    lessons: found.slice(0, most).flatMap(({ lesson, verdict, evidence, extra }) => {
      const of = classes.get(lessonClass(lesson.lesson))
      if (!of) return []
      return {
        ...whose(reading, of),
        lesson: lesson.lesson,
        className: of.name,
        day: lesson.day,
        start: lesson.start,
        subject: lesson.subject,
        planned: (lesson.end - lesson.start) / 60_000,
        taught: evidence.taught ? Math.floor(minutesTaught(evidence.taught)) : null,
        ...evidence.register,
        verdict,
        extra,
        reason: evidence.cancelled ?? null,
        heard: of.witness?.heard ?? null,
      }
    }),
  }
}

/** Figures count what was before the first device as unknown; lessons outside the timetable count apart. */
function isOf(chosen: Verdict, verdict: Verdict): boolean {
  return verdict === chosen || (chosen === 'unknown' && verdict === 'before')
}

/** Classes and subjects against the curriculum, those that lack most first. */
export async function coursesBehind(
  db: HubDb,
  reading: CountyReading,
  chosen: Chosen,
  most = mostRows,
): Promise<CoursesBehind> {
  const curriculum = await readCurriculum(db)
  const due = weeksDue(reading.calendars, reading.days.from, reading.days.to, reading.now)
  const subject = chosen.subject === undefined ? undefined : subjectIn(curriculum, chosen.subject)
  const courses = reading.lessons
    .flatMap((one) => coursesOf(one.class, taughtOf(one), curriculum, due, reading.days.to))
    .filter((one) => subject === undefined || one.subject === subject)
    .map(({ class: of, ...course }) => ({
      ...whose(reading, of),
      class: of.timetable.class,
      className: of.name,
      ...course,
      required: tenths(course.required),
    }))
  const lacks = (one: (typeof courses)[number]) => one.required - one.held - one.unknown
  courses.sort((a, b) => a.timetabled - a.weekly - (b.timetabled - b.weekly) || lacks(b) - lacks(a))
  return {
    ...head(reading, courses.length, most),
    curriculum: curriculum.name,
    courses: courses.slice(0, most),
  }
}

/** Homework, what waits for a teacher first. */
export function workBehind(reading: CountyReading, chosen: Chosen, most = mostRows): WorkBehind {
  const work = reading.lessons
    .flatMap(({ class: of }) =>
      (reading.work.get(of.timetable.class) ?? []).map((one) => ({
        ...whose(reading, of),
        class: of.timetable.class,
        className: of.name,
        ...one,
        assignment: one.assignment as AssignmentId, // evidence stands under it
      })),
    )
    .filter((one) => chosen.subject === undefined || one.subject === chosen.subject)
    .sort((a, b) => b.handed - b.marked - (a.handed - a.marked) || (a.day < b.day ? 1 : -1))
  return { ...head(reading, work.length, most), work: work.slice(0, most) }
}

/** Devices, the longest silent first. */
export function devicesBehind(reading: CountyReading, school: SchoolId | undefined, most = mostRows): DevicesBehind {
  const { roster, now } = reading
  const schoolOf = (place: (typeof roster.devices)[number]['place']) =>
    roster.schools.find((one) => {
      const ids = roster.classes.filter((of) => of.school === one.school).map((of) => of.timetable.class)
      return belongsTo(place, one.school, ids)
    })
  const devices = roster.devices
    .map((one) => ({ ...one, of: schoolOf(one.place) }))
    .filter(({ of }) => school === undefined || of?.school === school)
    .sort((a, b) => a.heard - b.heard)
    .map(({ place, heard, missing, of }) => ({
      school: of?.school ?? null,
      schoolName: of?.name ?? '',
      place: place.title,
      kind: place.kind,
      heard,
      silent: isSilent({ heard }, now),
      missing,
    }))
  return { ...head(reading, devices.length, most), devices: devices.slice(0, most) }
}

/** What is told with all rows. */
export function head(reading: CountyReading, rows: number, most: number) {
  return {
    county: reading.roster.county.name,
    asOf: reading.now,
    unheard: unheardSchools(reading),
    ...(reading.left && { counting: reading.left }),
    more: Math.max(0, rows - most),
  }
}

/** Whose school a class is of. */
export function whose({ roster }: CountyReading, of: ReportedClass): { school: SchoolId; schoolName: string } {
  const name = roster.schools.find((one) => one.school === of.school)?.name
  return { school: of.school, schoolName: name ?? of.school }
}
