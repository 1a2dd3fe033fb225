import type { ClassId, Day } from '../../core/facts/ids.ts'
import { type JudgedLesson, judgeLesson } from '../../core/reports/lesson-verdict.ts'
import type { Attendance } from '../../core/rows/attendance.ts'
import type { TaughtLesson } from '../../core/rows/lesson.ts'
import { type RowRange, rowPart } from '../../core/rows/row-key.ts'
import { addDays } from '../../core/school/day.ts'
import { lessonsFrom } from '../../core/school/timetable.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'
import type { ReportedClass } from './roster.ts'

/** By class: the lessons of a week that a helping school teaches, each with what is known of it. */
export async function judgedLessons(
  db: HubDb,
  classes: readonly ReportedClass[],
  monday: Day,
  now: number,
): Promise<Map<ClassId, JudgedLesson[]>> {
  const weeks = (table: string) => classes.map(({ timetable }) => lessonsRange(table, timetable.class, monday))
  const taught = new Map<string, TaughtLesson>()
  for (const { row, state } of await rowsIn(db, weeks('lesson'))) {
    taught.set(rowPart(row, 0), state as TaughtLesson) // its table's
  }
  const registers = new Map<string, { marked: number; there: number }>()
  for (const { row, state } of await rowsIn(db, weeks('attendance'))) {
    const { status } = state as Attendance // its table's
    const register = registers.get(rowPart(row, 0)) ?? { marked: 0, there: 0 }
    register.marked += 1
    if (status === 'present' || status === 'late') register.there += 1
    registers.set(rowPart(row, 0), register)
  }
  return new Map(
    classes.map(({ timetable, witness }) => {
      const planned = lessonsFrom(timetable, monday, 7).filter((lesson) => lesson.course !== undefined)
      const judged = planned.map((lesson) => {
        const register = registers.get(lesson.lesson) ?? { marked: 0, there: 0 }
        const opened = taught.get(lesson.lesson)
        return judgeLesson(lesson, { register, ...(opened && { taught: opened }) }, witness, now)
      })
      return [timetable.class, judged]
    }),
  )
}

/** The keys of one week's rows of a class: a lesson's id has its day in it, see `lessonId`. */
function lessonsRange(table: string, classId: ClassId, monday: Day): RowRange {
  const start = (day: Day) => `${table}/${classId}.${day.replaceAll('-', '')}`
  return { from: start(monday), below: start(addDays(monday, 7)) }
}
