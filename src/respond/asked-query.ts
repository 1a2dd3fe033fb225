import type { ClassId, LessonId, PersonId, QuestionId } from '../../core/facts/ids.ts'
import { questionAnswered, type Response } from '../../core/facts/kinds/question-answered.ts'
import { hashName } from '../../core/resources/verify.ts'
import { type AskedQuestion, askedQuestions, responses } from '../../core/rows/question.ts'
import { type Room, rooms } from '../../core/rows/room.ts'
import { type RowKey, rowPart } from '../../core/rows/row-key.ts'
import { type Timer, timers } from '../../core/rows/timer.ts'
import { dayOf } from '../../core/school/day.ts'
import { here, record } from '../here/here.ts'
import { compress, outcomeOf, type PhotoOutcome } from '../homework/photo/index.ts'
import { row, rowsOfLessons, rowsUnder } from '../store/rows.ts'
import { schoolNow } from '../store/school-now.ts'
import { selfOf } from '../store/store.ts'

/** A question that the host of a live lesson asks a class, or has asked. */
export interface AskedNow extends AskedQuestion {
  lesson: LessonId
  question: QuestionId
  /** What the pupil has answered so far. */
  answer: Response | undefined
}

/** What a live lesson wants of a pupil's class now, and has asked. */
export interface LiveNow extends Pick<Room, 'opened'> {
  /** The first asked first; when the lesson is over none is open. */
  questions: AskedNow[]
  timer: Timer | undefined
  /** Hub's clock minus this device's, ms. */
  offset: number
}

/** The live lesson of a pupil's class that is going on, or was the last of today: its questions and its timer. Run it in a live query. */
export async function liveNow(classId: ClassId, pupil: PersonId): Promise<LiveNow | null> {
  const { store } = here()
  const today = dayOf(await schoolNow(store))
  // Of two that were left open the one that was opened last.
  const [first] = (await rowsOfLessons(store, rooms, classId, today, 1)).sort(
    (a, b) =>
      Number(a.state.closed !== undefined) - Number(b.state.closed !== undefined) || b.state.opened - a.state.opened,
  )
  if (!first) return null
  const { room, opened, closed } = first.state
  const [asked, timer, self] = await Promise.all([
    rowsUnder(store, askedQuestions, room),
    row(store, timers, room),
    selfOf(store),
  ])
  const questions = await Promise.all(asked.map((one) => askedOf(first.lesson, one, pupil, closed)))
  return {
    questions: questions.sort((a, b) => a.opened - b.opened),
    timer: closed === undefined ? timer : undefined,
    opened,
    offset: self?.offset ?? 0,
  }
}

/** @param over when the lesson was ended, and with it what was asked in it */
async function askedOf(
  lesson: LessonId,
  { key, state }: { key: RowKey; state: AskedQuestion },
  pupil: PersonId,
  over: number | undefined,
): Promise<AskedNow> {
  const question = rowPart(key, 1) as QuestionId // as the key was made
  const answer = (await row(here().store, responses, lesson, question, pupil))?.answer
  const closed = state.closed ?? over
  return { ...state, ...(closed !== undefined && { closed }), lesson, question, answer }
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
