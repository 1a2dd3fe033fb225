import { type BlobHash, type LessonId, lessonClass, lessonDay } from '../../../core/facts/ids.ts'
import type { Shape } from '../../../core/facts/kinds/room-shaped.ts'
import { type PageRef, pageRef } from '../../../core/ink/page-ref.ts'
import { type AskedQuestion, askedQuestions } from '../../../core/rows/question.ts'
import { floors, type Room, raisedHands, rooms, type ShownPages, shapes, shownPages } from '../../../core/rows/room.ts'
import { classes } from '../../../core/rows/roster.ts'
import { rowPart } from '../../../core/rows/row-key.ts'
import { type Timer, timers } from '../../../core/rows/timer.ts'
import type { SoundMode } from '../../../core/sound/mode.ts'
import { here } from '../../here/here.ts'
import { row, rowsOfLessons, rowsUnder } from '../../store/rows.ts'
import { selfOf } from '../../store/store.ts'

/** A class of a live room, as far as it is known here: a classroom knows its own only, the host all. */
export interface RoomClass {
  lesson: LessonId
  name: string
  /** Since when its hand is up, by the hub's clock; undefined when it is down. */
  handSince: number | undefined
  /** How often it has had the floor. */
  floors: number
}

/** A live room as screens show it. Times are ms since 1970 by the hub's clock. */
export interface RoomView extends Room {
  lesson: LessonId
  classes: RoomClass[]
  page: PageRef
  /** Which page was shown from when on, the first first. */
  turns: ShownPages['turns']
  /** Pages that are photos of paper. */
  photos: ShownPages['photos']
  /** The version of the package that the host shows. */
  manifest: BlobHash | undefined
  shape: Shape
  /** The host wants their picture kept, where the school allows it. */
  keeps: boolean
  /** What is heard, and so how microphones are to listen. */
  sound: SoundMode
  /** Whose turn it is to speak. */
  floor: LessonId | undefined
  /** The question that is open now, if one is, and all that were asked, the first first. */
  asking: (AskedQuestion & { id: string }) | undefined
  asked: (AskedQuestion & { id: string })[]
  /** What time is being given, on the room's clock, ms. */
  timer: Timer | undefined
  /** Hub's clock minus this device's, ms. */
  offset: number
}

/** The room in which a lesson is or was taught live; `null` when it was not. Run it in a live query. */
export async function roomView(lesson: LessonId): Promise<RoomView | null> {
  const { store, place } = here()
  const state = await row(store, rooms, lesson)
  if (!state) return null
  const { room } = state
  const day = lessonDay(lesson)
  const [shown, shape, floor, asked, timer, self, ...ofClasses] = await Promise.all([
    row(store, shownPages, room),
    row(store, shapes, room),
    row(store, floors, room),
    rowsUnder(store, askedQuestions, room),
    row(store, timers, room),
    selfOf(store),
    ...place.classes.map((classId) => rowsOfLessons(store, rooms, classId, day, 1)),
  ])
  const lessons = ofClasses.flat().filter((one) => one.state.room === room)
  const questions = asked
    .map(({ key, state: one }) => ({ ...one, id: rowPart(key, 1) }))
    .sort((a, b) => a.opened - b.opened)
  return {
    ...state,
    lesson,
    classes: await Promise.all(
      lessons.map(async ({ lesson: one }) => {
        const [described, hand] = await Promise.all([
          row(store, classes, lessonClass(one)),
          row(store, raisedHands, one),
        ])
        return {
          lesson: one,
          name: described ? `${described.schoolName} ${described.name}` : one,
          // Who was given the floor since has been heard.
          handSince: hand?.up && hand.at > (floor?.given[one] ?? 0) ? hand.at : undefined,
          floors: floor?.times[one] ?? 0,
        }
      }),
    ),
    page: shown?.page ?? pageRef('lesson', 0),
    turns: shown?.turns ?? [],
    photos: shown?.photos ?? {},
    manifest: shown?.manifest,
    shape: shape?.shape ?? 'interactive',
    keeps: shape?.keeps === true,
    sound: shape?.sound ?? 'voice',
    floor: floor?.lesson,
    asking: questions.find(({ closed }) => closed === undefined),
    asked: questions,
    timer,
    offset: self?.offset ?? 0,
  }
}

/** The room's clock, ms since it was opened first. */
export function roomNow({ opened, offset }: Pick<RoomView, 'opened' | 'offset'>): number {
  return here().store.now() + offset - opened
}
