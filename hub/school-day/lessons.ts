import type { Day, SchoolId } from '../../core/facts/ids.ts'
import type { DayLesson, SchoolDayLessons } from '../../core/reports/school-day.ts'
import type { CancelledLesson } from '../../core/rows/cancelled.ts'
import type { classes, counties, courses, schools, timetables } from '../../core/rows/roster.ts'
import { rowKey, rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { lastDay } from '../../core/school/calendar.ts'
import { lessonsOn } from '../../core/school/timetable.ts'
import { rowsIn } from '../facts/rows.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'

/**
 * A school's day: what its own classes have, and what it teaches elsewhere, since who is not at school teaches nobody.
 * `undefined` as long as no county has been brought in.
 */
export async function schoolDay(
  db: HubDb,
  school: SchoolId | undefined,
  day: Day,
): Promise<SchoolDayLessons | undefined> {
  const all = async <State>(table: string) => (await rowsIn(db, [rowRange(table)])).map(({ state }) => state as State) // its table's
  const [county] = await all<StateOf<typeof counties>>('county')
  if (!county) return undefined
  const { calendar } = county
  const known = (await all<StateOf<typeof schools>>('school')).filter(
    ({ until }) => until === undefined || until >= day,
  )
  const head = {
    schools: known.map(({ school, name }) => ({ school, name })).sort((a, b) => a.name.localeCompare(b.name, 'zh')),
    day,
    first: calendar.starts,
    last: lastDay(calendar),
  }
  if (school === undefined || !known.some((one) => one.school === school)) return { ...head, school: null, lessons: [] }
  const planned = new Map(
    (await all<StateOf<typeof courses>>('course')).map((one) => [`${one.class}/${one.course}`, one]),
  )
  const weeks = new Map((await all<StateOf<typeof timetables>>('timetable')).map((one) => [one.class, one]))
  const lessons = (await all<StateOf<typeof classes>>('class')).flatMap((of): DayLesson[] => {
    const week = weeks.get(of.class)
    if (!week) return []
    const timetable = { ...week, calendar, bells: of.bells, until: of.until, plans: new Map() }
    return lessonsOn(timetable, day).flatMap(({ lesson, subject, start, end, course }) => {
      const hosted = course === undefined ? undefined : planned.get(`${of.class}/${course}`)
      if (of.school !== school && hosted?.hostSchool !== school) return []
      const host = hosted?.hostSchoolName ?? null
      const { class: id, name: className, schoolName } = of
      return { lesson, class: id, className, schoolName, host, subject, start, end, cancelled: null }
    })
  })
  lessons.sort((a, b) => a.start - b.start || (a.class < b.class ? -1 : 1))
  return { ...head, school, lessons: await withCancelled(db, lessons) }
}

async function withCancelled(db: HubDb, lessons: readonly DayLesson[]): Promise<DayLesson[]> {
  const keys = lessons.map(({ lesson }) => rowKey('cancelled', lesson))
  const rows = await db.selectFrom('row').select(['row', 'state']).where('row', 'in', listFromJson(db, keys)).execute()
  const byRow = new Map<string, string>(rows.map(({ row, state }) => [row, state]))
  return lessons.map((one) => {
    const state = byRow.get(rowKey('cancelled', one.lesson))
    if (state === undefined) return one
    const { reason, words = '', at } = JSON.parse(state) as CancelledLesson // its table's
    return { ...one, cancelled: { reason, words, at } }
  })
}
