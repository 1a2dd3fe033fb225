import type { ClassId, Day } from '../../../core/facts/ids.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { classes } from '../../../core/rows/roster.ts'
import { addDays } from '../../../core/school/day.ts'
import { type MinutesOfDay, minutesOfDay } from '../../../core/school/homework-minutes.ts'
import type { Lesson, PlannedLesson } from '../../../core/school/timetable.ts'
import { here } from '../../here/here.ts'
import { packageContents } from '../../library/open/index.ts'
import { row } from '../../store/rows.ts'
import { lessonsAhead } from '../../timetable/index.ts'
import { assignmentsOf } from '../queries.ts'
import { schoolToday } from '../school-time.ts'

export interface Choice {
  lesson: Lesson
  planned: PlannedLesson
  questions: Question[]
}

export interface Setting {
  today: Day
  grades: readonly number[]
  /** Lessons of the last days and of today whose questions are here. */
  choices: Choice[]
  /** What may still be set, by the day it is due. */
  minutes: ReadonlyMap<Day, MinutesOfDay>
}

/** Homework is set from lessons of this many days back. */
const daysBack = 6
const daysAhead = 7

/** What can be set for a class, and within which minutes. Run it in a live query. */
export async function settingFor(classId: ClassId): Promise<Setting | undefined> {
  const { store } = here()
  const [described, set, today] = await Promise.all([
    row(store, classes, classId),
    assignmentsOf(classId),
    schoolToday(store),
  ])
  if (!described) return undefined
  const lessons = await lessonsAhead(store, classId, addDays(today, -daysBack), daysBack + 1)
  const choices: Choice[] = []
  for (const lesson of [...lessons].reverse()) {
    if (!lesson.planned || choices.some((one) => one.planned.manifest === lesson.planned?.manifest)) continue
    const contents = await packageContents(store, lesson.planned.manifest)
    const questions = [...(contents?.questions.values() ?? [])]
    if (questions.length > 0) choices.push({ lesson, planned: lesson.planned, questions })
  }
  const minutes = new Map<Day, MinutesOfDay>()
  for (let n = 0; n <= daysAhead; n++) {
    const day = addDays(today, n)
    const already = set.filter((one) => one.written && one.due === day).map((one) => one.minutes)
    minutes.set(day, minutesOfDay(described.grades, already))
  }
  return { today, grades: described.grades, choices, minutes }
}
