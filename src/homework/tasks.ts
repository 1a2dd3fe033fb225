import type { Day } from '../../core/facts/ids.ts'
import type { Assignment } from '../../core/rows/assignment.ts'
import type { Work } from '../../core/rows/work.ts'
import { addDays } from '../../core/school/day.ts'
import { questionsToDo } from './piece.ts'

/**
 * What an assignment is for a pupil. correct: came back with something to put right. open: to be done. waiting: handed
 * in, and with a teacher. returned: marked, nothing left to do.
 */
export type TaskState = 'correct' | 'open' | 'waiting' | 'returned'

export interface Task {
  assignment: Assignment
  state: TaskState
  work: Work | undefined
  /** Questions to do now. */
  toDo: number
  /** Past its day, and still to be done: it is taken all the same. */
  late: boolean
}

/** Days after which work that came back, or that nobody did, is no longer shown on a tablet. */
const shownFor = 14

const order: readonly TaskState[] = ['correct', 'open', 'waiting', 'returned']

/**
 * A pupil's homework: what is to be put right first, then what is to be done, the earliest due first.
 *
 * @param workOf the pupil's work by assignment
 */
export function tasksOf(
  assignments: readonly Assignment[],
  workOf: (assignment: Assignment) => Work | undefined,
  today: Day,
): Task[] {
  const since = shownSince(assignments, today)
  return assignments
    .filter((assignment) => !assignment.withdrawn)
    .map((assignment): Task => {
      const work = workOf(assignment)
      const state = taskState(work)
      const toDo = questionsToDo(assignment, work).length
      return { assignment, state, work, toDo, late: state === 'open' && assignment.due < today }
    })
    .filter((task) => task.state === 'waiting' || task.state === 'correct' || task.assignment.due >= since)
    .sort(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) ||
        (a.assignment.due < b.assignment.due ? -1 : a.assignment.due > b.assignment.due ? 1 : 0) *
          (a.state === 'returned' ? -1 : 1),
    )
}

/** What the picker's badge says: pieces to do, and questions to put right. */
export function badgeOf(tasks: readonly Task[]): { open: number; correct: number } {
  const toCorrect = tasks.filter((task) => task.state === 'correct')
  return {
    open: tasks.filter((task) => task.state === 'open').length,
    correct: toCorrect.reduce((sum, task) => sum + task.toDo, 0),
  }
}

/** What several pupils at one tablet can do together: what each of them still has to do from the beginning. */
export function tasksTogether(ofEach: readonly (readonly Task[])[]): Task[] {
  const [first = [], ...others] = ofEach
  const isOpen = (tasks: readonly Task[], task: Task) =>
    tasks.some((one) => one.assignment.assignment === task.assignment.assignment && one.state === 'open')
  return first.filter((task) => task.state === 'open' && others.every((tasks) => isOpen(tasks, task)))
}

/** The work that pupils have in common: answers that all of them gave, photos that all of them are named on. */
export function sharedWork(works: readonly (Work | undefined)[]): Work | undefined {
  const [first, ...others] = works
  if (!first || others.length === 0) return first
  const answers = Object.entries(first.answers).filter(([question, answer]) =>
    others.every((work) => JSON.stringify(work?.answers[question]) === JSON.stringify(answer)),
  )
  const photos = first.photos.filter((photo) =>
    others.every((work) => work?.photos.some((one) => one.photo === photo.photo)),
  )
  return { ...first, answers: Object.fromEntries(answers), photos }
}

function taskState(work: Work | undefined): TaskState {
  if (!work || work.state === 'doing') return 'open'
  if (work.state === 'correcting') return 'correct'
  return work.state === 'returned' ? 'returned' : 'waiting'
}

/** Reckoned from the latest homework where the tablet's clock runs ahead: a wrong clock must not hide today's. */
function shownSince(assignments: readonly Assignment[], today: Day): Day {
  const latest =
    assignments
      .map(({ due }) => due)
      .sort()
      .pop() ?? today
  return addDays(latest < today ? latest : today, -shownFor)
}
