import * as v from 'valibot'
import { type ClassId, type LessonId, lessonId, Title } from '../../core/facts/ids.ts'
import { lecturePublished } from '../../core/facts/kinds/lecture-published.ts'
import { lectureWithdrawn } from '../../core/facts/kinds/lecture-withdrawn.ts'
import { hashName } from '../../core/resources/verify.ts'
import { dayOf } from '../../core/school/day.ts'
import { here, record } from '../here/here.ts'
import { schoolNow } from '../store/school-now.ts'
import { selfOf } from '../store/store.ts'
import { dropDraft, type LectureDraft, partsOf } from './draft.ts'
import { fileOf, madeOf } from './made.ts'

/** Makes a draft a resource of these classes, under a title. It is no draft any more then; with a line or later the file goes out. */
export async function publish(draft: LectureDraft, title: string, classes: readonly ClassId[]): Promise<void> {
  const { store } = here()
  const [self, now, parts] = await Promise.all([selfOf(store), schoolNow(store), partsOf(store, draft.id)])
  const lessons = classes.map((one) => lessonId(one, dayOf(now), newWord()))
  const [room] = lessons
  if (!self || !room) return
  const made = madeOf(draft, parts, { room, by: self.device })
  const bytes = fileOf(made)
  const hash = await hashName(bytes, crypto.subtle)
  const about = {
    title: v.parse(Title, title),
    ...(draft.of && { subject: draft.of.subject }),
    points: [...(draft.of?.points ?? [])],
    ms: made.timeline.ms,
    light: { blob: hash, bytes: bytes.length },
  }
  await record(
    lessons.map((lesson) => lecturePublished({ lesson, ...about })),
    [{ hash, type: 'application/octet-stream', bytes: bytes.buffer }],
  )
  await dropDraft(store, draft.id)
}

/** Takes one back from all of its classes. */
export async function withdraw(lessons: readonly LessonId[]): Promise<void> {
  await record(lessons.map((lesson) => lectureWithdrawn({ lesson })))
}

/** As lessons outside the timetable are named. */
function newWord(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  return `w${[...crypto.getRandomValues(new Uint8Array(11))].map((byte) => letters[byte & 31]).join('')}`
}
