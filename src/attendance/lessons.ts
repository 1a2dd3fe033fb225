import type { LessonId } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import { taughtLessons } from '../../core/rows/lesson.ts'
import { dayOf } from '../../core/school/day.ts'
import type { Lesson } from '../../core/school/timetable.ts'
import { row } from '../store/rows.ts'
import { schoolNow } from '../store/school-now.ts'
import type { Store } from '../store/store.ts'
import { type Cancelled, cancelledIn, lessonsAhead } from '../timetable/index.ts'

/** Lessons that begin at the same time in the classes of this place: a 复式 room takes attendance of all at once. */
export interface Period {
  start: number
  end: number
  subjects: string[]
  lessons: LessonId[]
}

export interface Today {
  periods: Period[]
  /** Lessons that somebody is in now. */
  going: ReadonlySet<LessonId>
  cancelled: Cancelled
  /** By the hub's clock, ms since 1970. */
  now: number
}

/** The lessons of today for choosing one. Run it in a live query. */
export async function today(store: Store, place: Place): Promise<Today> {
  const now = await schoolNow(store)
  const day = dayOf(now)
  const [all, off] = await Promise.all([
    Promise.all(place.classes.map((classId) => lessonsAhead(store, classId, day, 1))),
    Promise.all(place.classes.map((classId) => cancelledIn(store, classId, day, 1))),
  ])
  const lessons = all.flat().sort((a, b) => a.start - b.start)
  const taught = await Promise.all(lessons.map((one) => row(store, taughtLessons, one.lesson)))
  const going = lessons.filter((_, n) => taught[n] && !taught[n].closed).map((one) => one.lesson)
  return { periods: periodsOf(lessons), going: new Set(going), cancelled: new Map(off.flatMap((one) => [...one])), now }
}

export function periodsOf(lessons: readonly Pick<Lesson, 'lesson' | 'start' | 'end' | 'subject'>[]): Period[] {
  const periods = new Map<number, Period>()
  for (const { lesson, start, end, subject } of lessons) {
    const period = periods.get(start) ?? { start, end, subjects: [], lessons: [] }
    if (!period.subjects.includes(subject)) period.subjects.push(subject)
    period.lessons.push(lesson)
    periods.set(start, { ...period, end: Math.max(period.end, end) })
  }
  return [...periods.values()].sort((a, b) => a.start - b.start)
}

/** The period of whom nothing else was asked for: the one going on or next, after the last one the last. */
export function periodNow(periods: readonly Period[], now: number): Period | undefined {
  return periods.find((period) => now < period.end) ?? periods[periods.length - 1]
}
