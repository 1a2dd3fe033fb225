import type { LessonId } from '../../core/facts/ids.ts'
import type { MediaAccess } from '../../core/media/access.ts'
import { doorsOf, type NoSession } from './doors.ts'

/** What was asked for ahead is good for so long, ms: tokens hold for ten minutes. */
const fresh = 5 * 60_000

/** The doors of a room for the first session there: asked for while the room is still being entered, so that a picture waits for one way less. */
export interface DoorsAhead {
  /** Once; `undefined` where they are to be asked for anew. */
  take(): Promise<MediaAccess | NoSession> | undefined
}

/** @param ask what asks for them */
export function doorsAhead(
  room: LessonId,
  signal: AbortSignal,
  ask: (room: LessonId, signal: AbortSignal) => Promise<MediaAccess | NoSession> = doorsOf,
): DoorsAhead {
  const since = performance.now()
  let asked: Promise<MediaAccess | NoSession> | undefined = ask(room, signal)
  return {
    take() {
      const first = performance.now() - since < fresh ? asked : undefined
      asked = undefined
      // The room may have been known to the hub a moment later, or the line have come.
      return first?.then((access) => (typeof access === 'string' ? ask(room, signal) : access))
    },
  }
}
