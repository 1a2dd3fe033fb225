import { type ClassId, type Day, type LessonId, lessonDay } from '../facts/ids.ts'
import type { AddedLesson } from '../rows/added.ts'
import type { Assignment } from '../rows/assignment.ts'
import type { Attendance } from '../rows/attendance.ts'
import type { CancelledLesson } from '../rows/cancelled.ts'
import type { TaughtLesson } from '../rows/lesson.ts'
import { type RowKey, type RowRange, rowPart, rowRange, rowTable } from '../rows/row-key.ts'
import type { Work } from '../rows/work.ts'
import { addDays, weekdayOf } from '../school/day.ts'

/*
 * What rows tell of a class's week and of a piece of homework, so short that a year of a county is read at once. It follows
 * from the rows alone: whether a lesson was due or held is judged afterwards, by the timetable and the clock.
 */

/** `week/CLASS/MONDAY` or `work/CLASS/ASSIGNMENT`: which rows are told of together. */
export type EvidencePart = `week/${string}/${string}` | `work/${string}/${string}`

/** What is known of one lesson. */
export interface SeenLesson {
  taught?: Pick<TaughtLesson, 'opened' | 'latest'>
  /** The register, a sign for each of the week's pupils: 1 there, 0 not, - not marked. */
  marks?: string
  /** Why it was called off. */
  cancelled?: string
  /** It is in no timetable. */
  added?: Pick<AddedLesson, 'subject' | 'start' | 'minutes'>
}

export interface WeekEvidence {
  /** Everybody who stands in a register of this week, in their ids' order. */
  pupils: string[]
  lessons: { [lesson: string]: SeenLesson }
}

/** How far a class is with a piece of homework. */
export interface WorkEvidence extends Pick<Assignment, 'day' | 'subject' | 'title'> {
  handed: number
  marked: number
  returned: number
}

interface Row {
  row: RowKey
  state: unknown
}

const weekTables = ['lesson', 'attendance', 'cancelled', 'added']
const workTables = ['assignment', 'work']

/** What a row is evidence of; `undefined` for one that no report counts. */
export function partOf(row: RowKey): EvidencePart | undefined {
  const table = rowTable(row)
  if (workTables.includes(table)) return `work/${rowPart(row, 0)}/${rowPart(row, 1)}`
  if (!weekTables.includes(table)) return undefined
  const lesson = rowPart(row, 0) as LessonId // such rows' keys begin with one
  return weekPart(lesson.slice(0, lesson.indexOf('.')) as ClassId, lessonDay(lesson))
}

/** The same of many rows, in their order: the day of a register is reckoned with once, not for each pupil. */
export function partsOf(rows: readonly RowKey[]): (EvidencePart | undefined)[] {
  let register = ''
  let part: EvidencePart | undefined
  return rows.map((row) => {
    const its = row.startsWith('attendance/') ? row.slice(0, row.lastIndexOf('/')) : ''
    if (its === '' || its !== register) part = partOf(row)
    register = its
    return part
  })
}

/** The part of a class and the week of a day. */
function weekPart(classId: ClassId, day: Day): EvidencePart {
  return `week/${classId}/${mondayOf(day)}`
}

export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day))
}

/** Where the rows of a part stand: a lesson's id has its day in it, see `lessonId`. */
export function rangesOf(part: EvidencePart): RowRange[] {
  const [sort, classId = '', which = ''] = part.split('/')
  if (sort === 'work') {
    const one = `assignment/${classId}/${which}`
    return [{ from: one, below: `${one}\u0001` }, rowRange('work', classId, which)]
  }
  const start = (table: string, day: Day) => `${table}/${classId}.${day.replaceAll('-', '')}`
  const monday = which as Day // as `weekPart` wrote it
  return weekTables.map((table) => ({ from: start(table, monday), below: start(table, addDays(monday, 7)) }))
}

/** @param rows all that stand in the part's ranges, in any order */
export function evidenceOf(part: EvidencePart, rows: readonly Row[]): WeekEvidence | WorkEvidence | undefined {
  return part.startsWith('week/') ? weekEvidence(rows) : workEvidence(rows)
}

function weekEvidence(rows: readonly Row[]): WeekEvidence {
  const lessons = new Map<string, SeenLesson>()
  const registers = new Map<string, Map<string, boolean>>()
  const pupils = new Set<string>()
  for (const { row, state } of rows) {
    const id = rowPart(row, 0)
    const lesson = lessons.get(id) ?? {}
    lessons.set(id, lesson)
    // Each table's own state.
    if (row.startsWith('lesson/')) {
      const { opened, latest } = state as TaughtLesson
      lesson.taught = { opened, latest }
    } else if (row.startsWith('cancelled/')) {
      lesson.cancelled = (state as CancelledLesson).reason
    } else if (row.startsWith('added/')) {
      const { subject, start, minutes } = state as AddedLesson
      lesson.added = { subject, start, minutes }
    } else {
      const { status } = state as Attendance
      const register = registers.get(id) ?? new Map()
      registers.set(id, register.set(rowPart(row, 1), status === 'present' || status === 'late'))
      pupils.add(rowPart(row, 1))
    }
  }
  const all = [...pupils].sort()
  for (const [id, register] of registers) {
    const lesson = lessons.get(id)
    const sign = (there: boolean | undefined) => (there === undefined ? '-' : there ? '1' : '0')
    if (lesson) lesson.marks = all.map((pupil) => sign(register.get(pupil))).join('')
  }
  return { pupils: all, lessons: Object.fromEntries([...lessons].sort(([a], [b]) => (a < b ? -1 : 1))) }
}

function workEvidence(rows: readonly Row[]): WorkEvidence | undefined {
  const set = rows.find(({ row }) => row.startsWith('assignment/'))?.state as Assignment | undefined // its table's
  if (!set || set.withdrawn) return undefined
  const { day, subject, title } = set
  const evidence = { day, subject, title, handed: 0, marked: 0, returned: 0 }
  for (const { row, state } of rows) {
    if (!row.startsWith('work/')) continue
    const { rounds, mark, state: stands } = state as Work // its table's
    if (rounds === 0) continue
    evidence.handed += 1
    if (mark) evidence.marked += 1
    if (stands === 'returned' || stands === 'correcting') evidence.returned += 1
  }
  return evidence
}
