import type { LessonId, QuestionId } from '../../core/facts/ids.ts'
import { captionWritten } from '../../core/facts/kinds/caption-written.ts'
import { floorGiven } from '../../core/facts/kinds/floor-given.ts'
import { mediaSegment } from '../../core/facts/kinds/media-segment.ts'
import { pageShown } from '../../core/facts/kinds/page-shown.ts'
import { questionClosed } from '../../core/facts/kinds/question-closed.ts'
import { type Asked, questionOpened } from '../../core/facts/kinds/question-opened.ts'
import { roomClosed } from '../../core/facts/kinds/room-closed.ts'
import { roomOpened } from '../../core/facts/kinds/room-opened.ts'
import { roomShaped, type Shape } from '../../core/facts/kinds/room-shaped.ts'
import { strokeDrawn } from '../../core/facts/kinds/stroke-drawn.ts'
import { strokeErased } from '../../core/facts/kinds/stroke-erased.ts'
import { timerSet } from '../../core/facts/kinds/timer-set.ts'
import type { DrawnStroke } from '../../core/ink/drawn.ts'
import type { ErasedStrokes } from '../../core/ink/erased.ts'
import { type PageRef, pageRef } from '../../core/ink/page-ref.ts'
import { hashName } from '../../core/resources/verify.ts'
import type { PlannedLesson } from '../../core/school/timetable.ts'
import type { SoundMode } from '../../core/sound/mode.ts'
import { drawingAsPhoto } from '../board/index.ts'
import { here, record } from '../here/here.ts'
import { compress, type PhotoOutcome } from '../homework/photo/index.ts'
import type { SpokenSegment } from '../live/index.ts'
import { readBlob } from '../store/blobs.ts'
import type { Piece } from './spread.ts'

/** 开始上课: opens a room for these lessons, or opens it again; `room` is one of them. */
export async function openRoom(room: LessonId, lessons: readonly LessonId[]): Promise<void> {
  await record(lessons.map((lesson) => roomOpened({ room, lesson })))
}

/** 下课, for everybody in the room. */
export async function closeRoom(room: LessonId, lessons: readonly LessonId[]): Promise<void> {
  await record(lessons.map((lesson) => roomClosed({ room, lesson })))
}

/** @param version with which it is taught: the classrooms show this very one */
export async function showPage(
  room: LessonId,
  page: PageRef,
  version: Pick<PlannedLesson, 'package' | 'manifest'> | undefined,
): Promise<void> {
  await record(pageShown({ room, page, ...(version && { package: version.package, manifest: version.manifest }) }))
}

/** A photo of paper becomes the board's next photo page, and is shown. */
export async function showPaper(room: LessonId, page: PageRef, file: Blob): Promise<PhotoOutcome> {
  const made = await compress(file)
  if (!made.ok) return made
  await record(pageShown({ room, page, photo: made.photo.hash }), [made.photo])
  return { ok: true }
}

/** The board's next photo page. */
export function nextPaper(photos: Record<string, unknown>): PageRef {
  const taken = Object.keys(photos).map((page) => Number(page.slice(1)))
  return pageRef('photo', Math.max(-1, ...taken) + 1)
}

/**
 * Puts a class's picture on the board for everybody, as a page that can be written on. A drawing becomes a photo of it.
 *
 * @returns whether it was here to be shown
 */
export async function showPiece(room: LessonId, page: PageRef, piece: Piece): Promise<boolean> {
  const { lesson, question, pupil, picture } = piece
  const of = { of: { lesson, ...(question && { question }), ...(pupil && { pupil: pupil.person }) } }
  const blob = (await readBlob(here().store, picture.blob))?.bytes
  if (!blob) return false
  if (picture.kind === 'photo') {
    await record(pageShown({ room, page, photo: picture.blob, ...of }))
    return true
  }
  const drawn = await drawingAsPhoto(blob)
  const made = drawn && (await compress(drawn))
  if (!made?.ok) return false
  await record(pageShown({ room, page, photo: made.photo.hash, ...of }), [made.photo])
  return true
}

export async function keepStroke(room: LessonId, stroke: DrawnStroke): Promise<void> {
  await record(strokeDrawn({ room, ...stroke }))
}

export async function keepErased(room: LessonId, erased: ErasedStrokes): Promise<void> {
  await record(strokeErased({ room, ...erased }))
}

/** Asks everybody; what was asked before is over. @returns the question */
export async function ask(room: LessonId, asked: Asked, before: string | undefined): Promise<void> {
  const question = crypto.getRandomValues(new Uint32Array(2)).join('') as QuestionId // digits
  await record([
    ...(before ? [questionClosed({ room, question: before as QuestionId })] : []),
    questionOpened({ room, question, asked }),
  ])
}

export async function askNoMore(room: LessonId, question: string): Promise<void> {
  await record(questionClosed({ room, question: question as QuestionId })) // a row's key has it
}

/** Gives a class the floor, and takes its hand down; without one the floor is the host's again. */
export async function giveFloor(room: LessonId, lesson: LessonId | undefined): Promise<void> {
  await record(floorGiven({ room, ...(lesson && { lesson }) }))
}

/** Gives everybody so much time from now on, or ends it. @param now the room's clock, ms; @param ms undefined: no timer any more */
export async function setTimer(room: LessonId, now: number, ms: number | undefined): Promise<void> {
  await record(timerSet({ room, ...(ms !== undefined && { timer: { until: Math.round(now + ms), ms } }) }))
}

/** Says in writing what is being said. */
export async function writeCaption(room: LessonId, caption: string): Promise<void> {
  await record(captionWritten({ room, caption }))
}

/** Keeps ten seconds of the host's sound. Times on the room's clock, ms. */
export async function keepSound(room: LessonId, { from, until, bytes }: SpokenSegment): Promise<void> {
  const hash = await hashName(bytes, crypto.subtle)
  const start = Math.max(0, Math.round(from))
  const body = { room, track: 'host' as const, from: start, ms: Math.max(1, Math.round(until - from)) }
  await record(mediaSegment({ ...body, blob: hash, bytes: bytes.byteLength }), [
    { hash, type: 'application/octet-stream', bytes: bytes.slice().buffer },
  ])
}

/** What the host says of a room: its shape, whether their picture is kept, and what is heard. */
export interface RoomShape {
  shape: Shape
  keeps: boolean
  sound: SoundMode
}

export async function shapeRoom(room: LessonId, { shape, keeps, sound }: RoomShape): Promise<void> {
  await record(roomShaped({ room, shape, ...(keeps && { keeps }), ...(sound === 'music' && { sound }) }))
}
