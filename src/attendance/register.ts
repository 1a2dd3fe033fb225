import { type ClassId, type LessonId, lessonClass, type PersonId } from '../../core/facts/ids.ts'
import type { AttendanceStatus } from '../../core/facts/kinds/attendance-marked.ts'
import { pupilsOn } from '../../core/people/class-list.ts'
import { type Attendance, attendance } from '../../core/rows/attendance.ts'
import { members } from '../../core/rows/member.ts'
import { classes } from '../../core/rows/roster.ts'
import { type RowKey, rowKey, rowPart } from '../../core/rows/row-key.ts'
import { here } from '../here/here.ts'
import { row, rowsUnder } from '../store/rows.ts'
import { dayOfLesson } from '../timetable/index.ts'

/** A pupil of the register. */
export interface RegisteredPupil {
  id: PersonId
  number: number
  name: string
  /** The key of their drawn picture. */
  picture: string
  /** On the spot; the office has not said anything of them yet. */
  added: boolean
  /** Undefined: not marked yet. */
  mark: Attendance | undefined
}

/** The register (点名册) of a lesson: the pupils who belong to the class on its day, in the order of its list. */
export interface Register {
  lesson: LessonId
  class: ClassId
  className: string
  pupils: RegisteredPupil[]
  /** Names of the adults who marked, for marks that differ. */
  names: ReadonlyMap<string, string>
}

/** Run it in a live query. */
export async function register(lesson: LessonId): Promise<Register> {
  const { store } = here()
  const classId = lessonClass(lesson)
  const [described, people, marks, day] = await Promise.all([
    row(store, classes, classId),
    rowsUnder(store, members, classId),
    rowsUnder(store, attendance, lesson),
    dayOfLesson(store, lesson),
  ])
  const byPupil = new Map(marks.map(({ key, state }) => [rowPart(key, 1), state]))
  const pupils = pupilsOn(people, day).map(
    ({ person, number, name, picture, added }): RegisteredPupil => ({
      id: person,
      number,
      name,
      picture,
      added: added === true,
      mark: byPupil.get(person),
    }),
  )
  return {
    lesson,
    class: classId,
    className: described ? `${described.schoolName} ${described.name}` : '',
    pupils,
    names: new Map(people.map(({ key, state }) => [rowPart(key, 1), state.name])),
  }
}

/** Whoever touches a card once more while they take the register corrects nothing; after so long they do, ms. */
const takingFor = 5 * 60_000

/** What was changed in a mark after the register had been taken, or by somebody else. */
export function correction({ by, changed }: Attendance): Attendance['changed'] {
  const isCorrected = changed && (changed.fromBy !== by || changed.at - changed.fromAt > takingFor)
  return isCorrected ? changed : undefined
}

/** A register with the marks that have just been made. */
export function withMarks(register: Register, marks: ReadonlyMap<RowKey, Attendance | undefined>): Register {
  if (marks.size === 0) return register
  const pupils = register.pupils.map((pupil) => {
    const key = rowKey(attendance.name, register.lesson, pupil.id)
    return marks.has(key) ? { ...pupil, mark: marks.get(key) } : pupil
  })
  return { ...register, pupils }
}

/** 应到, 实到 (迟到 among them), 迟到, 请假, 缺, and those who are not marked yet. */
export interface Counts extends Record<Exclude<AttendanceStatus, 'present'>, number> {
  expected: number
  there: number
  unmarked: number
}

export function countsOf(pupils: readonly Pick<RegisteredPupil, 'mark'>[]): Counts {
  const of = (status: AttendanceStatus) => pupils.filter(({ mark }) => mark?.status === status).length
  return {
    expected: pupils.length,
    there: of('present') + of('late'),
    late: of('late'),
    leave: of('leave'),
    absent: of('absent'),
    unmarked: pupils.filter(({ mark }) => !mark).length,
  }
}

/** What a touch makes of a mark: there or not; touched again it is as it was. */
export function touched(status: AttendanceStatus | undefined): AttendanceStatus {
  return status === 'present' ? 'absent' : 'present'
}
