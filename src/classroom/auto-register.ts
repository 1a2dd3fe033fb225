import type { LessonId, PersonId } from '../../core/facts/ids.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { attendance } from '../../core/rows/attendance.ts'
import { responses } from '../../core/rows/question.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { here, record } from '../here/here.ts'
import { rowsUnder } from '../store/rows.ts'

/** Pupils who have answered in a live lesson, and of whom nobody has said yet whether they are there. Run it in a live query. */
export async function seenAndUnmarked(lesson: LessonId): Promise<PersonId[]> {
  const { store } = here()
  const [answered, marked] = await Promise.all([
    rowsUnder(store, responses, lesson),
    rowsUnder(store, attendance, lesson),
  ])
  const known = new Set(marked.map(({ key }) => rowPart(key, 1)))
  const pupils = new Set(answered.map(({ key }) => rowPart(key, 2)))
  return [...pupils].filter((pupil) => !known.has(pupil)) as PersonId[] // parts of rows' keys
}

/** Marks them present, as the program noted it: any person's mark outranks that. */
export async function markSeen(lesson: LessonId, pupils: readonly PersonId[]): Promise<void> {
  if (pupils.length === 0) return
  await record(pupils.map((pupil) => attendanceMarked({ lesson, pupil, status: 'present', auto: true })))
}
