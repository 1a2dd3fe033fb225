import type { AssignmentId, ClassId, PersonId, QuestionId } from '../../core/facts/ids.ts'
import type { Question } from '../../core/resources/kinds/quiz/quiz.ts'
import { type Assignment, assignments } from '../../core/rows/assignment.ts'
import { members } from '../../core/rows/member.ts'
import { classes } from '../../core/rows/roster.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { type Work, work } from '../../core/rows/work.ts'
import { here } from '../here/here.ts'
import { packageContents } from '../library/open/index.ts'
import { row, rowsUnder } from '../store/rows.ts'
import { schoolToday } from './school-time.ts'
import { type Task, tasksOf } from './tasks.ts'

/** Every query here is run in a live query of its screen. */

export interface ClassPupil {
  class: ClassId
  id: PersonId
  name: string
  picture: string
  number: number
}

/** The pupils of this place's classes, in the order of their lists. */
export async function pupilsHere(): Promise<ClassPupil[]> {
  const { store, place } = here()
  const lists = await Promise.all(
    place.classes.map(async (classId) => {
      const rows = await rowsUnder(store, members, classId)
      return rows
        .filter(({ state }) => state.role === 'pupil')
        .map(({ key, state }) => ({
          class: classId,
          id: rowPart(key, 1) as PersonId, // the row's key ends in it
          name: state.name,
          picture: state.picture,
          number: state.number,
        }))
        .sort((a, b) => a.number - b.number)
    }),
  )
  return lists.flat()
}

export async function assignmentsOf(classId: ClassId): Promise<Assignment[]> {
  const rows = await rowsUnder(here().store, assignments, classId)
  return rows.map(({ state }) => state).filter((one) => !one.withdrawn)
}

/** A pupil's homework, what is to be put right first. */
export async function tasksFor(pupil: { class: ClassId; id: PersonId }): Promise<Task[]> {
  const { store } = here()
  const set = await assignmentsOf(pupil.class)
  const works = new Map<string, Work>()
  for (const { assignment } of set) {
    const piece = await row(store, work, pupil.class, assignment, pupil.id)
    if (piece) works.set(assignment, piece)
  }
  return tasksOf(set, (one) => works.get(one.assignment), await schoolToday(store))
}

/** An assignment with its questions, as far as the package is here. */
export interface Sheet {
  assignment: Assignment
  className: string
  questions: Question[]
  /** Questions whose package is not here yet. */
  missing: QuestionId[]
}

export async function sheetOf(classId: ClassId, id: AssignmentId): Promise<Sheet | undefined> {
  const { store } = here()
  const assignment = await row(store, assignments, classId, id)
  if (!assignment) return undefined
  const contents = await packageContents(store, assignment.manifest)
  const byId = new Map([...(contents?.questions.values() ?? [])].map((question) => [question.id as string, question]))
  return {
    assignment,
    className: (await row(store, classes, classId))?.name ?? '',
    questions: assignment.questions.flatMap((question) => byId.get(question) ?? []),
    missing: assignment.questions.filter((question) => !byId.has(question)),
  }
}

/** The pieces of a class for one assignment, by pupil. */
export async function piecesOf(classId: ClassId, id: AssignmentId): Promise<Map<PersonId, Work>> {
  const rows = await rowsUnder(here().store, work, classId, id)
  return new Map(rows.map(({ key, state }) => [rowPart(key, 2) as PersonId, state])) // the row's key ends in it
}

/** When the latest fact of a class from another device took effect, ms; how far the classroom has been heard. */
export async function classHeard(classId: ClassId): Promise<number | undefined> {
  const { store } = here()
  const facts = await store.db.facts.where('scope').equals(`class:${classId}`).toArray()
  const recorded = facts.filter(
    (fact) => fact.by !== '' || fact.kind === 'lesson.opened' || fact.kind === 'page.turned',
  )
  return recorded.length === 0 ? undefined : Math.max(...recorded.map((fact) => fact.eff))
}
