import type { ClassId, Day } from '../../../core/facts/ids.ts'
import { assignments } from '../../../core/rows/assignment.ts'
import { classes } from '../../../core/rows/roster.ts'
import { schoolWeekday } from '../../../core/school/calendar.ts'
import { addDays, dayOf } from '../../../core/school/day.ts'
import type { Lesson, PlannedLesson } from '../../../core/school/timetable.ts'
import { here } from '../../here/here.ts'
import { row, rowsUnder } from '../../store/rows.ts'
import { schoolNow } from '../../store/school-now.ts'
import { lessonsAhead, timetableOf } from '../../timetable/index.ts'
import { writtenByDay } from './written.ts'

/** A lesson whose package homework can be set from. */
export type TaughtWith = Lesson & { planned: PlannedLesson }

export interface Setting {
  class: ClassId
  className: string
  grades: readonly number[]
  now: number
  today: Day
  /** Lessons of the last days, today and tomorrow that have a package; the latest first, each package once. */
  lessons: TaughtWith[]
  /** School days from today on. */
  days: Day[]
  /** Minutes of the written homework that is set, by its day. */
  written: ReadonlyMap<Day, readonly number[]>
}

const daysBack = 7
const daysShown = 6

/** What homework can be set for a class, and how much there is already. Run it in a live query. */
export async function settingOf(classId: ClassId): Promise<Setting> {
  const { store } = here()
  const now = await schoolNow(store)
  const today = dayOf(now)
  const [described, timetable, set, lessons] = [
    await row(store, classes, classId),
    await timetableOf(store, classId),
    await rowsUnder(store, assignments, classId),
    await lessonsAhead(store, classId, addDays(today, -daysBack), daysBack + 2),
  ]
  const next = Array.from({ length: 21 }, (_, n) => addDays(today, n))
  const days = next.filter((day) => !timetable || schoolWeekday(timetable.calendar, day) !== undefined)
  return {
    class: classId,
    className: described ? `${described.schoolName} ${described.name}` : '',
    grades: described?.grades ?? [],
    now,
    today,
    lessons: latestOfEach(lessons, now),
    days: days.slice(0, daysShown),
    written: writtenByDay(set.map(({ state }) => state)),
  }
}

/** Those that were taught come first, the latest first; then those still to come. */
function latestOfEach(lessons: readonly Lesson[], now: number): TaughtWith[] {
  const packed = lessons.filter((lesson): lesson is TaughtWith => lesson.planned !== undefined)
  const taught = packed.filter((lesson) => lesson.start <= now).sort((a, b) => b.start - a.start)
  const coming = packed.filter((lesson) => lesson.start > now).sort((a, b) => a.start - b.start)
  const byPackage = new Map<string, TaughtWith>()
  for (const lesson of [...taught, ...coming]) {
    if (!byPackage.has(lesson.planned.manifest)) byPackage.set(lesson.planned.manifest, lesson)
  }
  return [...byPackage.values()]
}
