import * as v from 'valibot'
import {
  BlobHash,
  type ClassId,
  CourseId,
  Day,
  type LessonId,
  lessonClass,
  lessonDay,
  lessonId,
  PackageId,
  PersonId,
  Title,
} from '../facts/ids.ts'
import { type Calendar, type SchoolDay, schoolDays } from './calendar.ts'
import { addDays, daysBetween, weekdayOf } from './day.ts'

const Period = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))
const Clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/** When each period of a school begins, and how long it is; in the order of the day. */
export const Bells = v.pipe(
  v.array(
    v.object({
      period: Period,
      start: Clock,
      minutes: v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(120)),
    }),
  ),
  v.minLength(1),
  v.maxLength(12),
)
export type Bells = v.InferOutput<typeof Bells>

/** One lesson of a class's week; with `course` it is taught by a helping school, without it by the school itself. */
export const Slot = v.object({
  weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
  period: Period,
  subject: Title,
  course: v.optional(CourseId),
  weeks: v.optional(v.picklist(['odd', 'even'])),
  /** Who of the class's own school teaches it, where that is told. */
  teacher: v.optional(PersonId),
})
export type Slot = v.InferOutput<typeof Slot>

/**
 * What a class has in a period of a single day, whatever its week says (调课); without a subject nothing. With `was` it is the
 * lesson that was planned for then: it keeps its id, and its first place is free.
 */
export const DayChange = v.object({
  day: Day,
  period: Period,
  subject: v.optional(Title),
  course: v.optional(CourseId),
  teacher: v.optional(PersonId),
  was: v.optional(v.object({ day: Day, period: Period })),
})
export type DayChange = v.InferOutput<typeof DayChange>

/** A lesson may be moved within its week: what is known of it is kept and counted by the week of its id. */
export function isMovable(from: Day, to: Day): boolean {
  return addDays(from, -weekdayOf(from)) === addDays(to, -weekdayOf(to))
}

/** A week that was valid up to a day, that one included. */
export const EarlierWeek = v.object({ until: Day, slots: v.pipe(v.array(Slot), v.maxLength(120)) })
export type EarlierWeek = v.InferOutput<typeof EarlierWeek>

/** So many of them a timetable has at most. */
export const mostEarlier = 12

/** What one lesson of a course is taught with. */
export const PlannedLesson = v.object({
  title: Title,
  package: PackageId,
  /** SHA-256 of the package's signed manifest. */
  manifest: BlobHash,
  /** All of the package's files together. */
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type PlannedLesson = v.InferOutput<typeof PlannedLesson>

/** A lesson as it should take place. Times are ms since 1970. */
export interface Lesson {
  lesson: LessonId
  class: ClassId
  day: Day
  /** 0 of one that is in no timetable. */
  period: number
  start: number
  end: number
  subject: string
  course?: CourseId
  planned?: PlannedLesson
}

/** What the lessons of a class are derived from. */
export interface Timetable {
  class: ClassId
  calendar: Calendar
  bells: Bells
  slots: readonly Slot[]
  /** The weeks before `slots`, in order: each holds until its day, and after the last of them `slots` do. */
  earlier?: readonly EarlierWeek[] | undefined
  changes?: readonly DayChange[] | undefined
  /** The class's last day, where there is one. */
  until?: Day | undefined
  /** By course: what its lessons are taught with, in order. */
  plans: ReadonlyMap<string, readonly PlannedLesson[]>
}

/** The lessons of a class on a day, in the order of their beginning. */
export function lessonsOn(timetable: Timetable, day: Day): Lesson[] {
  return lessonsFrom(timetable, day, 1)
}

/** The lessons of `days` days from this one on. */
export function lessonsFrom(timetable: Timetable, day: Day, days: number): Lesson[] {
  const places = placesInPlans()
  // Places are of no use where there are no plans, as in reports over a whole county.
  if (timetable.plans.size > 0 && timetable.calendar.starts < day) {
    const { starts } = timetable.calendar
    for (const earlier of schoolDays(timetable.calendar, starts, daysBetween(starts, day))) {
      for (const slot of slotsOn(timetable, earlier)) places.next(slot)
    }
  }
  return schoolDays(timetable.calendar, day, days).flatMap((one) =>
    slotsOn(timetable, one).map((slot) => {
      const place = places.next(slot)
      const planned = slot.course && timetable.plans.get(slot.course)?.[place]
      return { ...lessonOf(timetable, one, slot), ...(planned && { planned }) }
    }),
  )
}

/** The same for days of its calendar, without what is planned for them: many classes may share the days. */
export function lessonsOfDays(timetable: Timetable, days: readonly SchoolDay[]): Lesson[] {
  return days.flatMap((one) => slotsOn(timetable, one).map((slot) => lessonOf(timetable, one, slot)))
}

function lessonOf(timetable: Timetable, { day, midnight }: SchoolDay, slot: TaughtSlot): Lesson {
  const bell = timetable.bells.find(({ period }) => period === slot.period)
  const start = midnight + minutesOf(bell?.start ?? '08:00') * 60_000
  return {
    lesson: slot.lesson,
    class: timetable.class,
    day,
    period: slot.period,
    start,
    end: start + (bell?.minutes ?? 40) * 60_000,
    subject: slot.subject,
    ...(slot.course && { course: slot.course }),
  }
}

/** The week that holds on a day. */
export function weekOn({ slots, earlier = [] }: Pick<Timetable, 'slots' | 'earlier'>, day: Day): readonly Slot[] {
  return earlier.find(({ until }) => day <= until)?.slots ?? slots
}

/** What a day has by its week alone. */
export function weekdaySlots(
  timetable: Pick<Timetable, 'slots' | 'earlier'>,
  { day, weekday, parity }: SchoolDay,
): readonly Slot[] {
  return weekOn(timetable, day).filter(
    (slot) => slot.weekday === weekday && (slot.weeks === undefined || slot.weeks === parity),
  )
}

/** The day on which a lesson takes place: that of its id, unless it was moved (调课). */
export function dayHeld({ changes = [] }: Pick<Timetable, 'changes'>, lesson: LessonId): Day {
  const classId = lessonClass(lesson)
  const moved = changes.find(({ was }) => was && lessonId(classId, was.day, was.period) === lesson)
  return moved?.day ?? lessonDay(lesson)
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

type TaughtSlot = Pick<Slot, 'period' | 'subject' | 'course'> & { lesson: LessonId }

/** Each lesson of a course takes the next place in its plan, from the first day of term on. */
function placesInPlans() {
  const taken = new Map<string, number>()
  return {
    next(slot: Pick<Slot, 'course'>): number {
      const course = slot.course ?? ''
      const place = taken.get(course) ?? 0
      taken.set(course, place + 1)
      return place
    },
  }
}

/** What a class has on a day: its week's slots, and what is otherwise on this day alone. */
function slotsOn(timetable: Timetable, { day, weekday, parity, midnight }: SchoolDay): TaughtSlot[] {
  if (timetable.until !== undefined && day > timetable.until) return []
  const all = timetable.changes ?? []
  const changes = all.filter((change) => change.day === day)
  const left = all.flatMap(({ was }) => (was?.day === day ? [was.period] : []))
  const planned = (period: number) => lessonId(timetable.class, day, period)
  const weekly = weekdaySlots(timetable, { day, weekday, parity, midnight })
    .filter((slot) => changes.every((change) => change.period !== slot.period) && !left.includes(slot.period))
    .map((slot): TaughtSlot => ({ ...slot, lesson: planned(slot.period) }))
  const changed = changes.flatMap(({ subject, was, ...change }): TaughtSlot[] => {
    if (subject === undefined) return []
    // What comes where a lesson has gone from is another one than that, which has taken its id along.
    const here = left.includes(change.period)
      ? lessonId(timetable.class, day, `${change.period}-new`)
      : planned(change.period)
    return [{ ...change, subject, lesson: was ? lessonId(timetable.class, was.day, was.period) : here }]
  })
  return [...weekly, ...changed]
    .filter((slot) => timetable.bells.some((bell) => bell.period === slot.period))
    .sort((a, b) => a.period - b.period)
}
