import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Draft } from '../../core/facts/fact.ts'
import type { Day } from '../../core/facts/ids.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { publisherKnown } from '../../core/facts/kinds/publisher-known.ts'
import { countyOffice } from '../../core/people/places.ts'
import type { Calendar } from '../../core/school/calendar.ts'
import { addDays, dayOf, weekdayOf } from '../../core/school/day.ts'
import type { PlannedLesson } from '../../core/school/timetable.ts'
import { keepConsents } from '../consent/register.ts'
import { assemble, type WantMore } from '../roster/assemble.ts'
import { keepNumbers } from '../roster/commit.ts'
import { knownCounty } from '../roster/known.ts'
import type { Placed } from '../roster/reader.ts'
import { inTerm } from '../roster/term.ts'
import type { HubDb } from '../store/schema.ts'
import { type CountyFiles, readCounty, throwFaults } from './files.ts'
import type { Recorder } from './recorder.ts'

/** What an import needs to know beside the files. */
export interface Importing {
  db: HubDb
  recorder: Recorder
  /** Published packages by id, as a plan names them. */
  packages: ReadonlyMap<string, PlannedLesson>
  publishers: readonly v.InferInput<typeof publisherKnown.body>[]
  /** Makes people's ids from the files' ones: nobody reads a staff number off an id. */
  secret: Uint8Array
  now: number
}

/**
 * Brings a county's files in, unless they are what they were when they were last read: what the office has changed since
 * stays. Only what is new or different becomes a fact; what the files do not speak of stays, too.
 *
 * @returns how many facts it took
 * @throws CountyFault when a file is not as described; then nothing has been brought in
 */
export async function importCounty(folder: string, importing: Importing): Promise<number> {
  const { db, recorder, secret, now, packages } = importing
  const files = await readCounty(folder)
  const { findings } = files
  throwFaults(findings)
  const today = dayOf(now)
  const calendar = calendarOf(files, today)
  const content = contentOf(files, calendar, importing)
  if ((await lastRead(db)) === content) return 0
  const known = { ...(await knownCounty(db)), packages }
  const rows = { ...files.rows, hostedCourses: files.courses.map((one) => courseRow(one, calendar)) }
  const county = { name: files.county.name, calendar }
  const assembled = await assemble(
    { rows, known, findings, secret, now, today, by: '', whole: false, county },
    wantPlaces(files, importing),
  )
  throwFaults(findings)
  const drafts: Draft[] = assembled.changed.map((one) => one.draft)
  const { numbers, consents } = assembled
  await recorder.record(drafts, async (transaction) => {
    await keepRead(transaction, content)
    await keepNumbers(transaction, numbers)
    await keepConsents(transaction, consents)
  })
  return drafts.length
}

/** What a folder comes to: its files, the day that a moving calendar begins on, and who signs packages. */
function contentOf({ digest }: CountyFiles, { starts }: Calendar, { publishers }: Importing): string {
  return createHash('sha256')
    .update(JSON.stringify([digest, starts, publishers]))
    .digest('hex')
}

const folderRead = 'county-folder'

/** What was last brought in from a folder. */
async function lastRead(db: HubDb): Promise<string | undefined> {
  return (await db.selectFrom('hub').select('value').where('name', '=', folderRead).executeTakeFirst())?.value
}

async function keepRead(db: HubDb, value: string): Promise<void> {
  await db
    .insertInto('hub')
    .values({ name: folderRead, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

/** A plan that is repeated is as long as a term can have lessons of it. */
function courseRow(one: CountyFiles['courses'][number], calendar: Calendar): Placed<'hostedCourses'> {
  const { plan, repeat, ...course } = one
  const length = repeat && plan.length > 0 ? calendar.weeks * 5 : plan.length
  return { ...course, plan: Array.from({ length }, (_, n) => plan[n % plan.length] as (typeof plan)[number]) } // never empty
}

/** The places of the folder, and who signs packages. */
function wantPlaces(files: CountyFiles, { publishers }: Importing): WantMore {
  return (assembly, { people, schools, has }) => {
    const { findings } = assembly.importing
    for (const one of publishers) {
      assembly.want(publisherKnown(v.parse(publisherKnown.body, one)), { file: 'the publisher’s key', row: 0 })
    }
    for (const { place, kind, title, school, classes, person, where } of files.places) {
      if (school && !schools.has(school)) findings.fault(where, 'no-such-school', { value: school })
      for (const id of classes) if (!has(id)) findings.fault(where, 'no-such-class', { value: id })
      const whose = person === undefined ? undefined : people.numbered(person)
      if (person !== undefined && !whose) findings.fault(where, 'no-such-person', { value: person })
      if (kind === 'own' && person === undefined) findings.fault(where, 'own-without-person')
      const draft = placeDescribed({
        place,
        kind,
        title,
        classes: kind === 'office' ? [countyOffice] : classes, // the office's own members are kept under it
        ...(school && { school }),
        ...(whose && { person: whose.person }),
      })
      assembly.want(draft, where)
    }
  }
}

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
  return inTerm({ term, starts: first, weeks, off, instead: [...weekends, ...instead] })
}
