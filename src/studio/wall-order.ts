import type { LessonId } from '../../core/facts/ids.ts'
import type { Member } from '../../core/live/room-messages.ts'
import type { RoomClass, RoomView } from '../live/index.ts'

/** Hands that are up come first, the longest of all first; then who was forgotten, and who has spoken least; who is away last. */
export function inTurn(
  { classes }: RoomView,
  there: readonly LessonId[],
  forgotten: LessonId | undefined,
): RoomClass[] {
  const isAway = (one: RoomClass) => Number(!there.includes(one.lesson))
  const since = (one: RoomClass) => one.handSince ?? (one.lesson === forgotten ? last : Number.POSITIVE_INFINITY)
  return [...classes].sort(
    (a, b) => isAway(a) - isAway(b) || since(a) - since(b) || a.floors - b.floors || a.name.localeCompare(b.name),
  )
}

/** Whose camera is on, in the order in which they are to be seen: whom the host asked for last, then as they stand on the wall. */
export function withCamera(
  turns: readonly RoomClass[],
  asked: readonly LessonId[],
  heard: readonly Member[] | undefined,
) {
  const first = asked.filter((lesson) => turns.some((one) => one.lesson === lesson))
  const order = new Set([...first, ...turns.map(({ lesson }) => lesson)])
  return [...order].flatMap((lesson) => {
    const panel = panelOf(lesson, heard)
    return panel?.standing?.still ? [panel] : []
  })
}

/** Behind all hands. */
const last = Number.MAX_SAFE_INTEGER

/** A class's device in the room: the projector where there is one. */
export function panelOf(lesson: LessonId, heard: readonly Member[] | undefined): Member | undefined {
  const theirs = (heard ?? []).filter((each) => each.kind !== 'studio' && each.lessons.includes(lesson))
  return theirs.find(({ kind }) => kind === 'projector') ?? theirs[0]
}
