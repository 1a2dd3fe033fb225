import * as v from 'valibot'
import type { AssignmentId, ClassId, PersonId, QuestionId } from '../../core/facts/ids.ts'
import { AssignmentId as AssignmentIdSchema } from '../../core/facts/ids.ts'
import { type Answer, homeworkAnswered } from '../../core/facts/kinds/homework-answered.ts'
import { homeworkHanded } from '../../core/facts/kinds/homework-handed.ts'
import { type Grade, homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { homeworkReturned } from '../../core/facts/kinds/homework-returned.ts'
import { homeworkSet } from '../../core/facts/kinds/homework-set.ts'
import { homeworkWithdrawn } from '../../core/facts/kinds/homework-withdrawn.ts'
import type { Work } from '../../core/rows/work.ts'
import { here, record } from '../here/here.ts'
import type { PhotoRefusal } from './photo/check.ts'
import { compress } from './photo/compress.ts'

/** Which piece of whom: an assignment of a class, and the pupils who do it together. */
export interface Piece {
  class: ClassId
  assignment: AssignmentId
  pupils: readonly PersonId[]
}

export async function answer(piece: Piece, question: QuestionId, given: Answer): Promise<void> {
  await record(homeworkAnswered({ ...piece, pupils: [...piece.pupils], question, answer: given }))
}

/** Keeps a photo of paper: made small, without anything that a camera writes into it. @returns why not, if not */
export async function photograph(
  piece: Piece,
  question: QuestionId | undefined,
  file: Blob,
): Promise<PhotoRefusal | undefined> {
  const made = await compress(file)
  if (!made.ok) return made.why
  const { photo, thumbnail } = made
  const body = {
    ...piece,
    pupils: [...piece.pupils],
    photo: photo.hash,
    thumbnail: thumbnail.hash,
    bytes: photo.bytes.byteLength,
    ...(question && { question }),
  }
  await record(homeworkPhotographed(body), [photo, thumbnail])
  return undefined
}

export async function handIn(piece: Piece): Promise<void> {
  await record(homeworkHanded({ ...piece, pupils: [...piece.pupils] }))
}

export type NewAssignment = Omit<v.InferOutput<typeof homeworkSet.body>, 'assignment'>

export async function setHomework(assignment: NewAssignment): Promise<AssignmentId> {
  const id = v.parse(AssignmentIdSchema, here().store.random())
  await record(homeworkSet({ ...assignment, assignment: id }))
  return id
}

export async function withdraw(classId: ClassId, assignment: AssignmentId): Promise<void> {
  await record(homeworkWithdrawn({ class: classId, assignment }))
}

export interface Marking {
  grade: Grade
  words: string
  wrong: readonly QuestionId[]
}

/** Marks a piece and gives it back, both at once: what is wrong goes back to be put right. */
export async function markAndReturn(piece: Piece, before: Work, { grade, words, wrong }: Marking): Promise<void> {
  const [pupil] = piece.pupils
  if (pupil === undefined) return
  const { class: classId, assignment } = piece
  const over = before.standing.slice(-20)
  await record([
    homeworkMarked({
      class: classId,
      assignment,
      pupil,
      grade,
      wrong: [...wrong],
      ...(words && { words }),
      ...(over.length > 0 && { over }),
    }),
    homeworkReturned({ class: classId, assignment, pupil, correct: wrong.length > 0 }),
  ])
}
