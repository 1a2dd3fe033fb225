import type { ClassId, Day } from '../../core/facts/ids.ts'
import { timetableSet } from '../../core/facts/kinds/timetable-set.ts'
import { addDays } from '../../core/school/day.ts'
import type { DayChange, Slot, Timetable } from '../../core/school/timetable.ts'
import type { Assembly } from './assembly.ts'
import type { Classes } from './classes.ts'
import type { Courses } from './courses.ts'
import { placeText, type Where } from './findings.ts'
import { movedLessons } from './moved-lessons.ts'
import type { People } from './people.ts'
import type { Placed } from './reader.ts'
import { type TaughtTime, twoRooms } from './two-rooms.ts'
import { weeksFrom, weeksOf } from './weeks.ts'

/** A class’s lines, as far as they have been read. */
interface Lines {
  first: Where
  /** By the day from which they hold; `undefined` where none is said. */
  weeks: Map<Day | undefined, Slot[]>
  changes: DayChange[]
}

/**
 * Wants the timetables of the classes that an upload's lines name. Lines of the week replace a class's week from their day on
 * (see `weeksFrom`); a line with a date changes that day alone (调课), and what was changed on days that are over stays.
 */
export function wantTimetables(assembly: Assembly, people: People, classes: Classes, courses: Courses): void {
  const { known, findings, today } = assembly.importing
  const { calendar } = assembly.county
  const places = new Map<Slot | DayChange, Where>()
  const timetables = new Map<string, Pick<Timetable, 'slots' | 'earlier' | 'changes'>>(known.timetables)
  for (const [id, { first, weeks, changes }] of readLines(assembly, people, classes, courses, places)) {
    if (weeks.size === 0 && changes.length === 0) continue
    const before = known.timetables.get(id)
    const listed = [...weeks].map(([from, slots]) => ({ from, slots: slots.sort(byTime) }))
    const week =
      listed.length > 0
        ? weeksFrom(listed, before, calendar.starts, today)
        : { slots: before?.slots ?? [], ...(before?.earlier && { earlier: before.earlier }) }
    const moved = movedLessons(changes, { ...week, calendar }, places, findings)
    const stays = (before?.changes ?? []).filter(
      (one) => (listed.length === 0 || one.day < today) && changes.every((other) => !replaces(other, one)),
    )
    const all = [...stays, ...moved].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.period - b.period))
    const timetable = { ...week, ...(all.length > 0 && { changes: all }) }
    timetables.set(id, timetable)
    assembly.want(timetableSet({ class: id, ...timetable }), first)
  }
  twoRooms(timesOf(timetables, classes, courses, places, calendar.starts), calendar, findings)
}

/** Reads the lines class by class. @param places is told where each lesson stands */
function readLines(
  assembly: Assembly,
  people: People,
  classes: Classes,
  courses: Courses,
  places: Map<Slot | DayChange, Where>,
): Map<ClassId, Lines> {
  const { rows, findings } = assembly.importing
  const taken = new Map<string, Where>()
  const byClass = new Map<ClassId, Lines>()
  for (const line of rows.timetable ?? []) {
    const of: Lines = byClass.get(line.class) ?? { first: line.where, weeks: new Map(), changes: [] }
    byClass.set(line.class, of)
    const read = lineOf(line, assembly, people, classes, courses)
    if (!read) continue
    const parities = line.date || line.weeks ? [line.weeks ?? ''] : ['odd', 'even']
    const clash = parities
      .map((parity) => [line.class, line.beginDate, line.date ?? line.weekday, line.period, parity].join(' '))
      .map((time) => [time, taken.get(time)] as const)
    const other = clash.find(([, where]) => where)?.[1]
    if (other) findings.fault(line.where, 'has-a-lesson', { value: line.class, other: placeText(other) })
    for (const [time] of clash) taken.set(time, line.where)
    places.set(read, line.where)
    if ('day' in read) of.changes.push(read)
    else {
      const week = of.weeks.get(line.beginDate)
      if (week) week.push(read)
      else of.weeks.set(line.beginDate, [read])
    }
  }
  return byClass
}

/** Whether a day's change takes the place of one that was there: it is of the same period, or moves the same lesson on. */
function replaces(change: DayChange, before: DayChange): boolean {
  const { was } = before
  if (change.day === before.day && change.period === before.period) return true
  return was !== undefined && change.was?.day === was.day && change.was.period === was.period
}

/** Every lesson of every class, and when it is. */
function timesOf(
  timetables: ReadonlyMap<string, Pick<Timetable, 'slots' | 'earlier' | 'changes'>>,
  classes: Classes,
  courses: Courses,
  places: ReadonlyMap<Slot | DayChange, Where>,
  starts: Day,
): TaughtTime[] {
  const times: TaughtTime[] = []
  for (const [id, { changes = [], ...timetable }] of timetables) {
    const bells = classes.get(id)?.bells ?? []
    const add = (slot: Slot | DayChange, from?: Day, until?: Day) => {
      const bell = bells.find(({ period }) => period === slot.period)
      if (!bell) return
      const course = courses.get(`${id}/${slot.course}`)
      times.push({ class: id, slot, bell, course, where: places.get(slot), from, until })
    }
    const weeks = weeksOf(timetable, starts)
    for (const [n, { from, slots }] of weeks.entries()) {
      const next = weeks[n + 1]?.from
      for (const slot of slots) add(slot, from, next && addDays(next, -1))
    }
    for (const change of changes) add(change)
  }
  return times
}

function lineOf(
  line: Placed<'timetable'>,
  { importing: { findings } }: Assembly,
  people: People,
  classes: Classes,
  courses: Courses,
): Slot | DayChange | undefined {
  const { class: id, weekday, period, subject, course, weeks, date, fromDate, fromPeriod, where } = line
  const described = classes.get(id)
  const teacher = line.teacher === undefined ? undefined : people.idOf(line.teacher)
  const count = findings.count
  if (!described) findings.fault(where, 'no-such-class', { value: id })
  else if (!described.bells.some((bell) => bell.period === period)) {
    findings.fault(where, 'no-such-period', { value: String(period), other: described.name })
  }
  if (course && described && !courses.has(`${id}/${course}`))
    findings.fault(where, 'no-such-course', { value: course, other: id })
  if (line.teacher !== undefined && !teacher) findings.fault(where, 'no-such-person', { value: line.teacher })
  const named = subject ?? (course && courses.get(`${id}/${course}`)?.subject)
  if (date === undefined && weekday === undefined) findings.fault(where, 'empty', { column: 'weekday' })
  if (date === undefined && named === undefined) findings.fault(where, 'empty', { column: 'subject' })
  const isMoved = fromDate !== undefined || fromPeriod !== undefined
  if (date === undefined && isMoved) findings.fault(where, 'empty', { column: 'date' })
  if (findings.count > count) return undefined
  const taught = { ...(course && { course }), ...(teacher && { teacher }) }
  if (date !== undefined) {
    const was = isMoved && { was: { day: fromDate ?? date, period: fromPeriod ?? period } }
    return { day: date, period, ...(named && { subject: named }), ...taught, ...was }
  }
  if (weekday === undefined || named === undefined) return undefined
  return { weekday, period, subject: named, ...taught, ...(weeks && { weeks }) }
}

function byTime(a: Slot, b: Slot): number {
  return a.weekday - b.weekday || a.period - b.period || (a.weeks ?? '').localeCompare(b.weeks ?? '')
}
