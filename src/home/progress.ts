import type { TaughtLesson } from '../../core/rows/lesson.ts'
import type { Room } from '../../core/rows/room.ts'
import type { LessonCard } from './home-view.ts'

/** How far a lesson is, on a card. */
export type Progress = Pick<LessonCard, 'opened' | 'closed' | 'latest' | 'liveSince'>

/**
 * How far a lesson is: by what its class says of it; where it is taught live from here, by its room, for its host begins and ends that,
 * and a class may be late with either.
 *
 * @param room of a place from which the lesson is taught
 */
export function progressOf(
  taught: Pick<TaughtLesson, 'closed' | 'latest'> | undefined,
  room: Pick<Room, 'opened' | 'closed'> | undefined,
): Progress {
  const latest = taught && { latest: taught.latest }
  if (!room) return { opened: taught !== undefined, closed: taught?.closed === true, ...latest }
  if (room.closed !== undefined) return { opened: true, closed: true, ...latest }
  return { opened: true, closed: false, ...latest, liveSince: room.opened }
}
