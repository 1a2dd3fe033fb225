import type { ClassId, LessonId, PersonId, QuestionId } from '../../core/facts/ids.ts'
import { questionAnswered, type Response } from '../../core/facts/kinds/question-answered.ts'
import { hashName } from '../../core/resources/verify.ts'
import { type AskedQuestion, askedQuestions, responses } from '../../core/rows/question.ts'
import { rooms } from '../../core/rows/room.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import { here, record } from '../here/here.ts'
import { compress, outcomeOf, type PhotoOutcome } from '../homework/photo/index.ts'
import { row, rowsOfLessons, rowsUnder } from '../store/rows.ts'
import { schoolNow } from '../store/school-now.ts'

/** A question that the host of a live lesson asks a class now. */
export interface AskedNow extends AskedQuestion {
  lesson: LessonId
  question: QuestionId
  /** What the pupil has answered so far. */
  answer: Response | undefined
}

/** The question that is open for a pupil's class, if one is. Run it in a live query. */
export async function askedNow(classId: ClassId, pupil: PersonId): Promise<AskedNow | null> {
  const { store } = here()
  const today = dayOf(await schoolNow(store))
  const live = (await rowsOfLessons(store, rooms, classId, today, 1)).filter(({ state }) => state.closed === undefined)
  for (const { lesson, state } of live) {
    const asked = await rowsUnder(store, askedQuestions, state.room)
    const open = asked.find((one) => one.state.closed === undefined)
    if (!open) continue
    const question = rowPart(open.key, 1) as QuestionId // as the key was made
    const answer = (await row(store, responses, lesson, question, pupil))?.answer
    return { ...open.state, lesson, question, answer }
  }
  return null
}

/** A pupil answers, or answers otherwise: the latest counts. */
export async function respond({ lesson, question }: AskedNow, pupil: PersonId, answer: Response): Promise<void> {
  await record(questionAnswered({ lesson, question, pupil, answer }))
}

/** Answers with a photo of paper, small, without anything its camera noted. @throws as `record` */
export async function respondWithPhoto(asked: AskedNow, pupil: PersonId, file: Blob): Promise<PhotoOutcome> {
  const made = await compress(file)
  if (!made.ok) return made
  const { lesson, question } = asked
  const answer = { kind: 'photo' as const, blob: made.photo.hash, thumbnail: made.thumbnail.hash }
  return outcomeOf(record(questionAnswered({ lesson, question, pupil, answer }), [made.photo, made.thumbnail]))
}

/** Answers with a drawing (`docs/formats/ink.md`). */
export async function respondWithDrawing(
  { lesson, question }: AskedNow,
  pupil: PersonId,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const hash = await hashName(bytes, crypto.subtle)
  const answer = { kind: 'drawing' as const, blob: hash }
  const blob = { hash, type: 'application/octet-stream', bytes: bytes.slice().buffer }
  await record(questionAnswered({ lesson, question, pupil, answer }), [blob])
}
