import type { ClassId } from '../../core/facts/ids.ts'
import { timetableSet } from '../../core/facts/kinds/timetable-set.ts'
import type { DayChange, Slot } from '../../core/school/timetable.ts'
import type { Assembly } from './assembly.ts'
import type { Classes } from './classes.ts'
import type { Courses } from './courses.ts'
import { placeText, type Where } from './findings.ts'
import type { People } from './people.ts'
import type { Placed } from './reader.ts'
import { type TaughtTime, twoRooms } from './two-rooms.ts'

/**
 * Wants the timetables of the classes that an upload's lines name. Lines of the week replace a class's week; a line with a
 * date changes that day alone (调课), and what was changed on days that are over stays.
 */
export function wantTimetables(assembly: Assembly, people: People, classes: Classes, courses: Courses): void {
  const { rows, known, findings, today } = assembly.importing
  const taken = new Map<string, Where>()
  const weeks = new Map<string, Slot[]>()
  const changes = new Map<string, DayChange[]>()
  const times: TaughtTime[] = []
  const firsts = new Map<string, Where>()
  for (const line of rows.timetable ?? []) {
    if (!firsts.has(line.class)) firsts.set(line.class, line.where)
    const read = lineOf(line, assembly, people, classes, courses)
    if (!read) continue
    const parities = line.date || line.weeks ? [line.weeks ?? ''] : ['odd', 'even']
    const clash = parities
      .map((parity) => `${line.class} ${line.date ?? line.weekday} ${line.period} ${parity}`)
      .map((time) => [time, taken.get(time)] as const)
    const other = clash.find(([, where]) => where)?.[1]
    if (other) findings.fault(line.where, 'has-a-lesson', { value: line.class, other: placeText(other) })
    for (const [time] of clash) taken.set(time, line.where)
    if ('day' in read) listIn(changes, line.class).push(read)
    else listIn(weeks, line.class).push(read)
    const described = classes.get(line.class)
    const bell = described?.bells.find((one) => one.period === line.period)
    if (bell)
      times.push({
        class: line.class,
        slot: read,
        bell,
        course: courses.get(`${line.class}/${line.course}`),
        where: line.where,
      })
  }
  for (const id of new Set([...weeks.keys(), ...changes.keys()])) {
    const before = known.timetables.get(id)
    const week = weeks.get(id)
    const changed = changes.get(id) ?? []
    const stays = (before?.changes ?? []).filter(
      ({ day, period }) =>
        (week === undefined || day < today) && !changed.some((one) => one.day === day && one.period === period),
    )
    const all = [...stays, ...changed].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.period - b.period))
    const slots = week ? [...week].sort(byTime) : (before?.slots ?? [])
    const where = firsts.get(id)
    if (where)
      assembly.want(timetableSet({ class: id as ClassId, slots, ...(all.length > 0 && { changes: all }) }), where)
  }
  const untouched = [...known.timetables.values()].filter((one) => !weeks.has(one.class))
  for (const { class: id, slots } of untouched) {
    for (const slot of slots) {
      const bell = classes.get(id)?.bells.find((one) => one.period === slot.period)
      if (bell) times.push({ class: id, slot, bell, course: courses.get(`${id}/${slot.course}`), where: undefined })
    }
  }
  twoRooms(times, assembly.county.calendar, findings)
}

function lineOf(
  line: Placed<'timetable'>,
  { importing: { findings } }: Assembly,
  people: People,
  classes: Classes,
  courses: Courses,
): Slot | DayChange | undefined {
  const { class: id, weekday, period, subject, course, weeks, date, where } = line
  const described = classes.get(id)
  const teacher = line.teacher === undefined ? undefined : people.numbered(line.teacher)
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
  if (findings.count > count) return undefined
  const taught = { ...(course && { course }), ...(teacher && { teacher: teacher.person }) }
  if (date !== undefined) return { day: date, period, ...(named && { subject: named }), ...taught }
  if (weekday === undefined || named === undefined) return undefined
  return { weekday, period, subject: named, ...taught, ...(weeks && { weeks }) }
}

function byTime(a: Slot, b: Slot): number {
  return a.weekday - b.weekday || a.period - b.period || (a.weeks ?? '').localeCompare(b.weeks ?? '')
}

function listIn<T>(map: Map<string, T[]>, key: string): T[] {
  const list = map.get(key) ?? []
  map.set(key, list)
  return list
}
