import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { readBody } from '../../core/facts/catalogue.ts'
import type { Draft, TimedFact } from '../../core/facts/fact.ts'
import { type Day, DeviceId, PersonId } from '../../core/facts/ids.ts'
import { classDescribed } from '../../core/facts/kinds/class-described.ts'
import { countyDescribed } from '../../core/facts/kinds/county-described.ts'
import { coursePlanned } from '../../core/facts/kinds/course-planned.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { pairAgreed } from '../../core/facts/kinds/pair-agreed.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { publisherKnown } from '../../core/facts/kinds/publisher-known.ts'
import { schoolDescribed } from '../../core/facts/kinds/school-described.ts'
import { timetableSet } from '../../core/facts/kinds/timetable-set.ts'
import { countyOffice } from '../../core/people/permissions.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import type { Calendar } from '../../core/school/calendar.ts'
import { addDays, dayOf, weekdayOf } from '../../core/school/day.ts'
import type { PlannedLesson } from '../../core/school/timetable.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { checkCounty, named } from './check.ts'
import { CountyFault, type CountyFiles, readCounty } from './files.ts'
import type { Recorder } from './recorder.ts'

/** What an import needs to know beside the files. */
export interface Importing {
  db: HubDb
  recorder: Recorder
  /** Published packages by id, as a plan names them. */
  packages: ReadonlyMap<string, PlannedLesson>
  publishers: readonly v.InferInput<typeof publisherKnown.body>[]
  /** Makes people's ids from the files' ones: nobody reads a 学籍号 or staff number off an id. */
  secret: Uint8Array
  now: number
}

/**
 * Brings a county's files in. Only what is new or different becomes a fact, so that doing it twice changes nothing.
 *
 * @returns how many facts it took
 * @throws CountyFault when a file is not as described; then nothing has been brought in
 */
export async function importCounty(folder: string, importing: Importing): Promise<number> {
  const files = await readCounty(folder)
  const wanted = read(draftsOf(files, importing))
  const changed = await differing(importing.db, wanted)
  await importing.recorder.record(changed)
  return changed.length
}

/** A person's id on this hub. */
export function personIdOf(sourcedId: string, secret: Uint8Array): PersonId {
  return v.parse(PersonId, createHmac('sha256', secret).update(`person ${sourcedId}`).digest('base64url').slice(0, 12))
}

/** A draft, and the file and line that it comes from. */
interface Sourced {
  draft: Draft
  where: string
}

function draftsOf(files: CountyFiles, importing: Importing): Sourced[] {
  const { secret, packages } = importing
  const calendar = calendarOf(files, dayOf(importing.now))
  const { schools, classes, users } = checkCounty(files)
  const lessons = (course: CountyFiles['courses'][number]) => {
    const once = course.plan.map((id) => named(packages.get(id), course.where, `no package ${id} is published`))
    if (!course.repeat || once.length === 0) return once
    return Array.from({ length: calendar.weeks * 5 }, (_, n) => once[n % once.length] as PlannedLesson) // never empty
  }
  return [
    { draft: countyDescribed({ name: files.county.name, calendar }), where: 'county.yaml' },
    ...importing.publishers.map((one) => ({
      draft: publisherKnown(v.parse(publisherKnown.body, one)),
      where: 'the publisher’s key',
    })),
    ...files.orgs.map(({ sourcedId, identifier, name, type, where }) => ({
      draft: schoolDescribed({ school: sourcedId, code: identifier, name, sort: type }),
      where,
    })),
    ...files.classes.map((one) => ({
      draft: classDescribed({
        class: one.sourcedId,
        name: one.title,
        grades: one.grades,
        school: one.schoolSourcedId,
        schoolName: schools(one.schoolSourcedId, one.where).name,
        bells: classes(one.sourcedId, one.where).bells,
      }),
      where: one.where,
    })),
    ...files.enrollments.map((one) => {
      const person = users(one.userSourcedId, one.where)
      const draft = memberEnrolled({
        class: one.classSourcedId,
        person: personIdOf(one.userSourcedId, secret),
        name: person.name,
        picture: person['metadata.picture'],
        role: rolesByOneRoster[one.role],
        number: one['metadata.number'] ?? 0,
        from: one.beginDate ?? calendar.starts,
        ...(one.endDate && { until: one.endDate }),
      })
      return { draft, where: one.where }
    }),
    ...files.classes.map((one) => ({
      draft: timetableSet({
        class: one.sourcedId,
        slots: files.timetable
          .filter((line) => line.class === one.sourcedId)
          .map(({ weekday, period, subject, course, weeks }) => ({
            weekday,
            period,
            subject,
            ...(course && { course }),
            ...(weeks && { weeks }),
          })),
      }),
      where: `timetable.csv, ${one.sourcedId}`,
    })),
    ...files.courses.map((one) => ({
      draft: coursePlanned({
        class: one.class,
        course: one.course,
        subject: one.subject,
        host: personIdOf(one.host, secret),
        hostName: users(one.host, one.where).name,
        hostSchool: one.school,
        hostSchoolName: schools(one.school, one.where).name,
        plan: lessons(one),
      }),
      where: one.where,
    })),
    ...files.pairs.map(({ from, where, ...pair }) => ({
      draft: pairAgreed({ ...pair, from: from ?? calendar.starts }),
      where,
    })),
    ...files.places.map(({ place, kind, title, school, classes: served, person, where }) => ({
      draft: placeDescribed({
        place,
        kind,
        title,
        classes: kind === 'office' ? [countyOffice] : served, // the office's own members are kept under it
        ...(school && { school }),
        ...(person && { person: personIdOf(person, secret) }),
      }),
      where,
    })),
  ]
}

/** OneRoster's roles in this house's words; `aide` and `host` are its extension for 专递课堂. */
const rolesByOneRoster = {
  student: 'pupil',
  teacher: 'teacher',
  aide: 'assistant',
  host: 'host',
  administrator: 'office',
} as const

function calendarOf(files: CountyFiles, today: Day): Calendar {
  const { term, starts, weeks, off, instead, weekendsFollow } = files.county.calendar
  const monday = addDays(today, 1 - weekdayOf(today))
  const first = typeof starts === 'string' ? starts : addDays(monday, -7 * starts.weeksAgo)
  const weekends =
    weekendsFollow === undefined
      ? []
      : Array.from({ length: weeks }, (_, week) => [
          { day: addDays(first, week * 7 + 5), weekday: weekendsFollow },
          { day: addDays(first, week * 7 + 6), weekday: weekendsFollow },
        ]).flat()
  return { term, starts: first, weeks, off, instead: [...instead, ...weekends] }
}

/** A draft whose body has been read by its kind, and the row that it will make. */
interface Wanted {
  row: RowKey
  draft: Draft
}

/** @throws CountyFault for what its kind does not allow, and for what is said twice */
function read(drafts: readonly Sourced[]): Wanted[] {
  const said = new Map<RowKey, string>()
  return drafts.flatMap(({ draft, where }) => {
    const reading = readBody(draft.kind, draft.body)
    if (!reading.ok)
      throw new CountyFault(`${where}: ${reading.why === 'malformed' ? reading.field : draft.kind}: is not allowed`)
    return reading.kind.rows(reading.body).map((row) => {
      const before = said.get(row)
      if (before !== undefined) throw new CountyFault(`${where}: says again what ${before} says`)
      said.set(row, where)
      return { row, draft: { kind: draft.kind, body: reading.body } }
    })
  })
}

/** The drafts whose row is not already as they would make it. */
async function differing(db: HubDb, wanted: readonly Wanted[]): Promise<Draft[]> {
  const rows = await db
    .selectFrom('row')
    .select(['row', 'state'])
    .where(
      'row',
      'in',
      listFromJson(
        db,
        wanted.map((one) => one.row),
      ),
    )
    .execute()
  const states = new Map<string, string>(rows.map((row) => [row.row, row.state]))
  return wanted
    .filter(({ row, draft }) => {
      // By whom and when plays no part in the office's rows: the body is the state.
      const alone: TimedFact = { ...draft, device: anyone, seq: 1, at: 0, eff: 0, by: '' }
      return states.get(row) !== JSON.stringify(reduceRow(row, [alone]))
    })
    .map((one) => one.draft)
}

const anyone = v.parse(DeviceId, 'anyone')
