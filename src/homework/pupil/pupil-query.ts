import type { AssignmentId, ClassId, PersonId } from '../../../core/facts/ids.ts'
import { type ListedPupil, pupilsOn } from '../../../core/people/class-list.ts'
import { assignments } from '../../../core/rows/assignment.ts'
import { members } from '../../../core/rows/member.ts'
import { work } from '../../../core/rows/work.ts'
import { dayOf } from '../../../core/school/day.ts'
import { here } from '../../here/here.ts'
import { row, rowsUnder } from '../../store/rows.ts'
import { schoolNow } from '../../store/school-now.ts'
import { type Task, tasksOf } from '../tasks.ts'

/** The pupils who belong to a class now, in the order of its list. Run it in a live query, as what follows. */
export async function pupilsOf(classId: ClassId): Promise<ListedPupil[]> {
  const { store } = here()
  const [people, now] = [await rowsUnder(store, members, classId), await schoolNow(store)]
  return pupilsOn(people, dayOf(now))
}

/** The class of this place that a pupil belongs to. */
export async function classOf(person: PersonId): Promise<ClassId | undefined> {
  const { store, place } = here()
  for (const classId of place.classes) {
    const member = await row(store, members, classId, person)
    if (member?.role === 'pupil') return classId
  }
  return undefined
}

/** Each pupil's homework. */
export async function tasksOfPupils(classId: ClassId, pupils: readonly PersonId[]): Promise<Task[][]> {
  const { store } = here()
  const [set, today] = [await rowsUnder(store, assignments, classId), dayOf(await schoolNow(store))]
  const all = set.map(({ state }) => state)
  return Promise.all(
    pupils.map(async (pupil) => {
      const works = await Promise.all(all.map(({ assignment }) => row(store, work, classId, assignment, pupil)))
      const byAssignment = new Map(
        all.map(({ assignment }, n): [AssignmentId, (typeof works)[number]] => [assignment, works[n]]),
      )
      return tasksOf(all, ({ assignment }) => byAssignment.get(assignment), today)
    }),
  )
}
