import * as v from 'valibot'
import type { FactKind } from './fact.ts'
import { attendanceMarked } from './kinds/attendance-marked.ts'
import { cancellationWithdrawn } from './kinds/cancellation-withdrawn.ts'
import { captionWritten } from './kinds/caption-written.ts'
import { classDescribed } from './kinds/class-described.ts'
import { clockJumped } from './kinds/clock-jumped.ts'
import { countyDescribed } from './kinds/county-described.ts'
import { coursePlanned } from './kinds/course-planned.ts'
import { deviceReported } from './kinds/device-reported.ts'
import { floorGiven } from './kinds/floor-given.ts'
import { handRaised } from './kinds/hand-raised.ts'
import { handsCounted } from './kinds/hands-counted.ts'
import { homeworkAnswered } from './kinds/homework-answered.ts'
import { homeworkHanded } from './kinds/homework-handed.ts'
import { homeworkMarked } from './kinds/homework-marked.ts'
import { homeworkPhotographed } from './kinds/homework-photographed.ts'
import { homeworkReturned } from './kinds/homework-returned.ts'
import { homeworkSet } from './kinds/homework-set.ts'
import { homeworkWithdrawn } from './kinds/homework-withdrawn.ts'
import { lecturePublished } from './kinds/lecture-published.ts'
import { lectureWithdrawn } from './kinds/lecture-withdrawn.ts'
import { lessonAdded } from './kinds/lesson-added.ts'
import { lessonCancelled } from './kinds/lesson-cancelled.ts'
import { lessonClosed } from './kinds/lesson-closed.ts'
import { lessonFollowed } from './kinds/lesson-followed.ts'
import { lessonOpened } from './kinds/lesson-opened.ts'
import { lessonRecorded } from './kinds/lesson-recorded.ts'
import { mediaSegment } from './kinds/media-segment.ts'
import { memberEnrolled } from './kinds/member-enrolled.ts'
import { pageShown } from './kinds/page-shown.ts'
import { pageTurned } from './kinds/page-turned.ts'
import { pairAgreed } from './kinds/pair-agreed.ts'
import { personErased } from './kinds/person-erased.ts'
import { pictureAllowed } from './kinds/picture-allowed.ts'
import { placeDescribed } from './kinds/place-described.ts'
import { practiceAnswered } from './kinds/practice-answered.ts'
import { publisherKnown } from './kinds/publisher-known.ts'
import { pupilAdded } from './kinds/pupil-added.ts'
import { pupilMatched } from './kinds/pupil-matched.ts'
import { questionAnswered } from './kinds/question-answered.ts'
import { questionClosed } from './kinds/question-closed.ts'
import { questionOpened } from './kinds/question-opened.ts'
import { roomClosed } from './kinds/room-closed.ts'
import { roomOpened } from './kinds/room-opened.ts'
import { roomShaped } from './kinds/room-shaped.ts'
import { schoolDescribed } from './kinds/school-described.ts'
import { strokeDrawn } from './kinds/stroke-drawn.ts'
import { strokeErased } from './kinds/stroke-erased.ts'
import { timerSet } from './kinds/timer-set.ts'
import { timetableSet } from './kinds/timetable-set.ts'
import { troubleDismissed } from './kinds/trouble-dismissed.ts'
import { wordsStruck } from './kinds/words-struck.ts'
import { workMoved } from './kinds/work-moved.ts'
import { workShown } from './kinds/work-shown.ts'

/** A kind with its body's type hidden: a body handed to it must have come out of its own schema. */
export type AnyKind = FactKind<unknown>

/** Every kind of fact that this version knows. A kind that is not here is kept and passed on, but not understood. */
export const kinds: readonly AnyKind[] = [
  attendanceMarked,
  cancellationWithdrawn,
  captionWritten,
  classDescribed,
  clockJumped,
  countyDescribed,
  coursePlanned,
  deviceReported,
  floorGiven,
  handRaised,
  handsCounted,
  homeworkAnswered,
  homeworkHanded,
  homeworkMarked,
  homeworkPhotographed,
  homeworkReturned,
  homeworkSet,
  homeworkWithdrawn,
  lessonAdded,
  lessonCancelled,
  lessonClosed,
  lessonFollowed,
  lessonOpened,
  lessonRecorded,
  lecturePublished,
  lectureWithdrawn,
  mediaSegment,
  memberEnrolled,
  pageShown,
  pageTurned,
  pairAgreed,
  pictureAllowed,
  personErased,
  placeDescribed,
  practiceAnswered,
  publisherKnown,
  pupilAdded,
  pupilMatched,
  questionAnswered,
  questionClosed,
  questionOpened,
  roomClosed,
  roomOpened,
  roomShaped,
  schoolDescribed,
  strokeDrawn,
  strokeErased,
  timerSet,
  timetableSet,
  troubleDismissed,
  wordsStruck,
  workMoved,
  workShown,
]

const byName = new Map(kinds.map((kind) => [kind.name, kind]))

export function kindNamed(name: string): AnyKind | undefined {
  return byName.get(name)
}

/** How this version reads each kind: what was read otherwise, or not at all, is to be read anew. */
export const readings: Readonly<Record<string, number>> = Object.fromEntries(
  kinds.map((kind) => [kind.name, kind.reading ?? 1]),
)

export type BodyReading =
  | { ok: true; kind: AnyKind; body: unknown }
  | { ok: false; why: 'unknown-kind' }
  | { ok: false; why: 'malformed'; field: string }

/**
 * Reads a body by its kind's schema. Fields that this version does not know are not part of the result, but stay in
 * the fact as it is stored and passed on.
 */
export function readBody(kindName: string, body: unknown): BodyReading {
  const kind = kindNamed(kindName)
  if (!kind) return { ok: false, why: 'unknown-kind' }
  const reading = v.safeParse(kind.body, body)
  if (reading.success) return { ok: true, kind, body: reading.output }
  return { ok: false, why: 'malformed', field: v.getDotPath(reading.issues[0]) ?? '' }
}
