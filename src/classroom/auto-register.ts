import { type LessonId, lessonClass, type PersonId } from '../../core/facts/ids.ts'
import { type AttendanceStatus, attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { pupilsOn } from '../../core/people/class-list.ts'
import { type Attendance, attendance } from '../../core/rows/attendance.ts'
import { members } from '../../core/rows/member.ts'
import { responses } from '../../core/rows/question.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { here, record } from '../here/here.ts'
import { rowsUnder } from '../store/rows.ts'
import { dayOfLesson, lessonsAhead } from '../timetable/index.ts'

/** A mark that the program would make. */
export interface AutoMark {
  pupil: PersonId
  status: AttendanceStatus
  /** Names what stands of its own. */
  over?: Attendance['standing']
}

export interface Register {
  /** Who is on the class's list. */
  listed: readonly PersonId[]
  marks: ReadonlyMap<string, Attendance>
  /** Who has answered on a tablet. */
  answered: ReadonlySet<string>
  /** What a person said last of somebody on that day, in a lesson before. */
  before: ReadonlyMap<string, AttendanceStatus>
  /** The class is in the room, and has been for some minutes. */
  isThere: boolean
}

/**
 * What is known of who is there, as far as nobody has said it. Who answers is there. Of the others on the list it is taken for so once the
 * class is there, but for those who a person said were missing in a lesson before that day.
 */
export function autoMarks({ listed, marks, answered, before, isThere }: Register): AutoMark[] {
  return listed.flatMap((pupil): AutoMark[] => {
    const mark = marks.get(pupil)
    if (answered.has(pupil)) {
      if (!mark) return [{ pupil, status: 'present' }]
      const isOverruled = mark.auto && mark.status !== 'present' && mark.status !== 'late'
      return isOverruled ? [{ pupil, status: 'present', over: mark.standing }] : []
    }
    if (mark || !isThere) return []
    const said = before.get(pupil)
    return [{ pupil, status: said === 'absent' || said === 'leave' ? said : 'present' }]
  })
}

/** The marks of a live lesson that are to be made now. Run it in a live query. */
export async function marksWanted(lesson: LessonId, isThere: boolean): Promise<AutoMark[]> {
  const { store } = here()
  const classId = lessonClass(lesson)
  const day = await dayOfLesson(store, lesson)
  const [people, marked, answered, ofDay] = await Promise.all([
    rowsUnder(store, members, classId),
    rowsUnder(store, attendance, lesson),
    rowsUnder(store, responses, lesson),
    isThere ? lessonsAhead(store, classId, day, 1) : [],
  ])
  const start = ofDay.find((one) => one.lesson === lesson)?.start ?? 0
  const before = new Map<string, AttendanceStatus>()
  for (const one of ofDay.filter((each) => each.start < start))
    for (const { key, state } of await rowsUnder(store, attendance, one.lesson))
      if (!state.auto) before.set(rowPart(key, 1), state.status)
  return autoMarks({
    listed: pupilsOn(people, day).map(({ person }) => person),
    marks: new Map(marked.map(({ key, state }) => [rowPart(key, 1), state])),
    answered: new Set(answered.map(({ key }) => rowPart(key, 2))),
    ...{ before, isThere },
  })
}

/** Makes them, as the program noted it. */
export async function marksToMake(lesson: LessonId, marks: readonly AutoMark[]): Promise<void> {
  await record(marks.map((mark) => attendanceMarked({ lesson, auto: true, ...mark })))
}
