import type { PersonId } from '../../../core/facts/ids.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import type { Work } from '../../../core/rows/work.ts'
import { here } from '../../here/here.ts'
import { type Contents, packageContents } from '../../library/open/index.ts'
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
    contents,
    awaits: awaitsQuestions(contents),
    all: questionsNamed(contents, task.assignment.questions),
    toDo: questionsNamed(contents, questionsToDo(task.assignment, work)),
  }
}
