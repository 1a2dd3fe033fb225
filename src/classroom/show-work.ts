import type { LessonId, QuestionId } from '../../core/facts/ids.ts'
import { workShown } from '../../core/facts/kinds/work-shown.ts'
import { hashName } from '../../core/resources/verify.ts'
import { showings } from '../../core/rows/showing.ts'
import { here, record } from '../here/here.ts'
import { compress, outcomeOf, type PhotoOutcome } from '../homework/photo/index.ts'
import { rowsUnder } from '../store/rows.ts'

/** 拍作品: shows a photo of work to the host, or answers a question of theirs with it. @throws as `record` */
export async function showWork(lesson: LessonId, question: QuestionId | undefined, file: Blob): Promise<PhotoOutcome> {
  const made = await compress(file)
  if (!made.ok) return made
  const picture = { kind: 'photo' as const, blob: made.photo.hash, thumbnail: made.thumbnail.hash }
  const shown = workShown({ lesson, picture, ...(question && { question }) })
  return outcomeOf(record(shown, [made.photo, made.thumbnail]))
}

/** Answers with what was drawn on the screen. */
export async function showDrawing(
  lesson: LessonId,
  question: QuestionId,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const hash = await hashName(bytes, crypto.subtle)
  const blob = { hash, type: 'application/octet-stream', bytes: bytes.slice().buffer }
  await record(workShown({ lesson, question, picture: { kind: 'drawing', blob: hash } }), [blob])
}

/** How many pieces of work a class has shown, for a question or of itself. Run it in a live query. */
export async function countShown(lesson: LessonId, question: QuestionId | undefined): Promise<number> {
  const shown = await rowsUnder(here().store, showings, lesson)
  return shown.filter(({ state }) => state.question === question).length
}
