import { type LessonId, lessonClass } from '../../core/facts/ids.ts'
import { pupilsOn } from '../../core/people/class-list.ts'
import { attendance } from '../../core/rows/attendance.ts'
import { hands } from '../../core/rows/lesson.ts'
import { members } from '../../core/rows/member.ts'
import { responses } from '../../core/rows/question.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { showings } from '../../core/rows/showing.ts'
import { here } from '../here/here.ts'
import type { RoomView } from '../live/index.ts'
import { rowsUnder } from '../store/rows.ts'
import { dayOfLesson } from '../timetable/index.ts'

/** How a class takes part in a live lesson, as far as it has been heard. */
export interface ClassFigures {
  lesson: LessonId
  /** On its list, and there: present or late; `undefined` where nothing is marked yet. */
  pupils: number
  present: number | undefined
  /** How many questions it was asked, and how many of them it has answered. */
  asked: number
  answered: number
  floors: number
}

/** Of each class of a room. Run it in a live query. */
export async function classFigures({ classes, asked }: RoomView): Promise<ClassFigures[]> {
  const { store } = here()
  return Promise.all(
    classes.map(async ({ lesson, floors }) => {
      const [people, marks, given, counted, shown, day] = await Promise.all([
        rowsUnder(store, members, lessonClass(lesson)),
        rowsUnder(store, attendance, lesson),
        rowsUnder(store, responses, lesson),
        rowsUnder(store, hands, lesson),
        rowsUnder(store, showings, lesson),
        dayOfLesson(store, lesson),
      ])
      const answered = new Set([...given, ...counted].map(({ key }) => rowPart(key, 1)))
      for (const { state } of shown) if (state.question) answered.add(state.question)
      const there = marks.filter(({ state }) => state.status === 'present' || state.status === 'late').length
      return {
        lesson,
        pupils: pupilsOn(people, day).length,
        present: marks.length > 0 ? there : undefined,
        asked: asked.length,
        answered: asked.filter(({ id }) => answered.has(id)).length,
        floors,
      }
    }),
  )
}

/**
 * The class that has been forgotten: it was there, and has spoken and answered least, while another has had its turn.
 *
 * @param there lessons of classes that are in the room now: of others nobody knows
 */
export function forgottenOf(figures: readonly ClassFigures[], there: readonly LessonId[]): LessonId | undefined {
  const turns = ({ floors, answered }: ClassFigures) => floors + answered
  const most = Math.max(0, ...figures.map(turns))
  const [least] = figures
    .filter(({ lesson }) => there.includes(lesson))
    .sort((a, b) => turns(a) - turns(b) || a.floors - b.floors)
  if (!least || figures.length < 2) return undefined
  const isForgotten = turns(least) === 0 ? most > 0 : most - turns(least) > 2
  return isForgotten ? least.lesson : undefined
}

/** Why a class is not in the room: it never came, or it was there and its line broke or it left. @param wasHere since this page was opened */
export function absenceOf(figures: ClassFigures | undefined, wasHere: boolean): 'away' | 'gone' {
  return wasHere || (figures !== undefined && figures.floors + figures.answered > 0) ? 'gone' : 'away'
}
