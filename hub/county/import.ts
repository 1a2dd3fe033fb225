import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { kindNamed } from '../../core/facts/catalogue.ts'
import type { Draft } from '../../core/facts/fact.ts'
import { type ClassId, type Day, PersonId } from '../../core/facts/ids.ts'
import { classDescribed } from '../../core/facts/kinds/class-described.ts'
import { countyDescribed } from '../../core/facts/kinds/county-described.ts'
import { coursePlanned } from '../../core/facts/kinds/course-planned.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { pairAgreed } from '../../core/facts/kinds/pair-agreed.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { publisherKnown } from '../../core/facts/kinds/publisher-known.ts'
import { schoolDescribed } from '../../core/facts/kinds/school-described.ts'
import { timetableSet } from '../../core/facts/kinds/timetable-set.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import type { Calendar } from '../../core/school/calendar.ts'
import { addDays, dayOf, weekdayOf } from '../../core/school/day.ts'
import type { Bells, PlannedLesson } from '../../core/school/timetable.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { BellsFile, type CountyFiles, readCounty, readYaml } from './files.ts'
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
  const bells = await readYaml(folder, 'bells.yaml', BellsFile)
  const wanted = draftsOf(files, bells, importing)
  const changed = await differing(importing.db, wanted)
  await importing.recorder.record(changed)
  return changed.length
}

/** A person's id on this hub. */
export function personIdOf(sourcedId: string, secret: Uint8Array): PersonId {
  return v.parse(PersonId, createHmac('sha256', secret).update(`person ${sourcedId}`).digest('base64url').slice(0, 12))
}

function draftsOf(files: CountyFiles, bells: Record<string, Bells>, importing: Importing): Draft[] {
  const { secret, packages } = importing
  const calendar = calendarOf(files, dayOf(importing.now))
  const names = new Map(files.users.map((user) => [user.sourcedId, user]))
  const schools = new Map(files.orgs.map((org) => [org.sourcedId, org]))
  const school = (id: string) => found(schools.get(id as never), `the school ${id}`) // a lookup by text
  const user = (id: string) => found(names.get(id), `the person ${id}`)
  const lessons = (course: CountyFiles['courses'][number]) => {
    const once = course.plan.map((id) => found(packages.get(id), `the package ${id}`))
    if (!course.repeat || once.length === 0) return once
    return Array.from({ length: calendar.weeks * 5 }, (_, n) => once[n % once.length] as PlannedLesson) // never empty
  }
  return [
    countyDescribed({ name: files.county.name, calendar }),
    ...importing.publishers.map((one) => publisherKnown(v.parse(publisherKnown.body, one))),
    ...files.orgs.map((org) =>
      schoolDescribed({ school: org.sourcedId, code: org.identifier, name: org.name, sort: org.type }),
    ),
    ...files.classes.map((one) =>
      classDescribed({
        class: one.sourcedId,
        name: one.title,
        grades: one.grades,
        school: one.schoolSourcedId,
        schoolName: school(one.schoolSourcedId).name,
        bells: found(bells[one['metadata.bells']], `the bells ${one['metadata.bells']}`),
      }),
    ),
    ...files.enrollments.map((one) => {
      const person = user(one.userSourcedId)
      return memberEnrolled({
        class: one.classSourcedId,
        person: personIdOf(one.userSourcedId, secret),
        name: person.name,
        picture: person['metadata.picture'],
        role: rolesByOneRoster[one.role],
        number: one['metadata.number'] ?? 0,
        from: one.beginDate ?? calendar.starts,
        ...(one.endDate && { until: one.endDate }),
      })
    }),
    ...files.classes.map((one) =>
      timetableSet({
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
    ),
    ...files.courses.map((one) =>
      coursePlanned({
        class: one.class,
        course: one.course,
        subject: one.subject,
        host: personIdOf(one.host, secret),
        hostName: user(one.host).name,
        hostSchool: one.school,
        hostSchoolName: school(one.school).name,
        plan: lessons(one),
      }),
    ),
    ...files.pairs.map(({ from, ...pair }) => pairAgreed({ ...pair, from: from ?? calendar.starts })),
    ...files.places.map(({ place, kind, title, school: schoolId, classes, person }) =>
      placeDescribed({
        place,
        kind,
        title,
        classes: kind === 'office' ? ['county' as ClassId] : classes, // reserved for the office's own members
        ...(schoolId && { school: schoolId }),
        ...(person && { person: personIdOf(person, secret) }),
      }),
    ),
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

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} is named but not there`)
  return value
}

/** The drafts whose row is not already as they would make it. */
async function differing(db: HubDb, drafts: readonly Draft[]): Promise<Draft[]> {
  const byRow = drafts.flatMap((draft) => {
    const kind = kindNamed(draft.kind)
    const body = v.parse(found(kind, `the kind ${draft.kind}`).body, draft.body)
    return (kind?.rows(body) ?? []).map((row) => ({ row, draft: { kind: draft.kind, body } }))
  })
  const rows = await db
    .selectFrom('row')
    .select(['row', 'state'])
    .where('row', 'in', listFromJson(byRow.map((one) => one.row)))
    .execute()
  const states = new Map<string, string>(rows.map((row) => [row.row, row.state]))
  return byRow
    .filter(({ row, draft }) => {
      // By whom and when plays no part in the office's rows: the body is the state.
      const alone = { ...draft, device: 'hub', seq: 1, at: 0, eff: 0, by: '' } as Parameters<
        typeof reduceRow
      >[1][number]
      return states.get(row) !== JSON.stringify(reduceRow(row, [alone]))
    })
    .map((one) => one.draft)
}
