import type { ClassId, PersonId } from '../../../core/facts/ids.ts'
import { mayBeSeen } from '../../../core/people/permissions.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { members } from '../../../core/rows/member.ts'
import type { Work } from '../../../core/rows/work.ts'
import { here } from '../../here/here.ts'
import { type Contents, packageContents } from '../../library/open/index.ts'
import { row } from '../../store/rows.ts'
import { schoolNow } from '../../store/school-now.ts'
import { questionsToDo } from '../piece.ts'
import { classOf, tasksOfPupils } from '../pupil/pupil-query.ts'
import { awaitsQuestions, questionsNamed } from '../questions.ts'
import { sharedWork, type Task } from '../tasks.ts'

/** A piece of homework in the hands of a pupil, or of several at one tablet. */
export interface Piece {
  task: Task
  /** What they have in common, where they are several. */
  work: Work | undefined
  contents: Contents | undefined
  /** Its questions are not here yet. */
  awaits: boolean
  /** All questions of it, and those to do in this round. */
  all: Question[]
  /** Whether the guardians of all of them agree to photos in which they are seen. */
  maySeen: boolean
  toDo: Question[]
}

/** `gone`: withdrawn, or not for these pupils. Run it in a live query. */
export async function pieceOf(assignment: string, pupils: readonly PersonId[]): Promise<Piece | 'gone'> {
  const [first] = pupils
  const classId = first && (await classOf(first))
  const ofEach = classId ? await tasksOfPupils(classId, pupils) : []
  const tasks = ofEach.map((all) => all.find((task) => task.assignment.assignment === assignment))
  const [task] = tasks
  const together = pupils.length > 1
  if (!task || (together && tasks.some((one) => one?.state !== 'open'))) return 'gone'
  const contents = await packageContents(here().store, task.assignment.manifest)
  const work = sharedWork(tasks.map((one) => one?.work))
  return {
    task,
    work,
    maySeen: classId ? await mayAllBeSeen(classId, pupils) : false,
    contents,
    awaits: awaitsQuestions(contents),
    all: questionsNamed(contents, task.assignment.questions),
    toDo: questionsNamed(contents, questionsToDo(task.assignment, work)),
  }
}

async function mayAllBeSeen(classId: ClassId, pupils: readonly PersonId[]): Promise<boolean> {
  const { store } = here()
  const now = await schoolNow(store)
  const found = await Promise.all(pupils.map((pupil) => row(store, members, classId, pupil)))
  return found.every((member) => mayBeSeen(member, now))
}
