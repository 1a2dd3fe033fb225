import type { AssignmentId, ClassId, PersonId, QuestionId } from '../../../core/facts/ids.ts'
import { homeworkHanded } from '../../../core/facts/kinds/homework-handed.ts'
import { type Grade, homeworkMarked } from '../../../core/facts/kinds/homework-marked.ts'
import { homeworkReturned } from '../../../core/facts/kinds/homework-returned.ts'
import { homeworkWithdrawn } from '../../../core/facts/kinds/homework-withdrawn.ts'
import { workMoved } from '../../../core/facts/kinds/work-moved.ts'
import { work } from '../../../core/rows/work.ts'
import { here, record } from '../../here/here.ts'
import { row } from '../../store/rows.ts'
import { mustCorrect } from './marking.ts'

/** One pupil's piece, by its key. */
export interface PieceKey {
  class: ClassId
  assignment: AssignmentId
  pupil: PersonId
}

export interface Mark {
  grade: Grade
  words: string
  wrong: readonly QuestionId[]
}

/** A fact names at most so many others. */
const mostOver = 20

/** 发还: the mark, and the piece goes back to its pupil. @throws NotAllowed; DOMException for a full disk */
export async function giveBack(piece: PieceKey, { grade, words, wrong }: Mark): Promise<void> {
  const before = await row(here().store, work, piece.class, piece.assignment, piece.pupil)
  const over = before?.standing.slice(-mostOver) ?? []
  await record([
    homeworkMarked({
      ...piece,
      grade,
      wrong: [...wrong],
      ...(words && { words }),
      ...(over.length > 0 && { over }),
    }),
    homeworkReturned({ ...piece, correct: mustCorrect(wrong, grade) }),
  ])
}

/** Work on paper is handed in by whoever photographed it for the pupil. Throws as `giveBack`. */
export async function handInFor({ pupil, ...of }: PieceKey): Promise<void> {
  await record(homeworkHanded({ ...of, pupils: [pupil] }))
}

/** Set by mistake: pupils no longer see it. Throws as `giveBack`. */
export async function withdraw(classId: ClassId, assignment: AssignmentId): Promise<void> {
  await record(homeworkWithdrawn({ class: classId, assignment }))
}

/** Work that was done under the wrong child is this one's. Throws as `giveBack`. */
export async function moveWork({ pupil: from, ...of }: PieceKey, to: PersonId): Promise<void> {
  await record(workMoved({ ...of, from, to }))
}
