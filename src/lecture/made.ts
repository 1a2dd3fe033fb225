import type { DeviceId, LessonId } from '../../core/facts/ids.ts'
import { boardAndSound, type HeardSegment, type Timeline, timelineOf } from '../../core/recording/timeline.ts'
import type { StrokesOfTick } from '../../core/rows/stroke.ts'
import type { LectureDraft, LecturePart } from './draft.ts'

/** A lecture as it is played, and kept as a file. */
export interface MadeLecture {
  timeline: Timeline
  /** In its order. */
  sound: HeardSegment[]
}

/**
 * Makes of a draft what a recording is.
 *
 * @param room the name that it has
 * @param by the device on which it was drawn
 */
export function madeOf(
  draft: LectureDraft,
  parts: readonly LecturePart[],
  { room, by }: { room: LessonId; by: DeviceId },
): MadeLecture {
  const turns = parts.flatMap((part) => (part.is === 'page' ? [{ page: part.page, at: part.at }] : []))
  const last = turns[turns.length - 1]?.page
  const heard = parts.flatMap((part) => (part.is === 'sound' ? [part] : [])).sort((a, b) => a.from - b.from)
  const strokes = parts.flatMap((part): { tick: number; state: StrokesOfTick }[] => {
    if (part.is === 'drawn') return [{ tick: part.drawn.stroke, state: { drawn: [{ by, ...part.drawn }], erased: [] } }]
    if (part.is !== 'erased') return []
    return [{ tick: part.erased.tick, state: { drawn: [], erased: [{ by, ...part.erased }] } }]
  })
  const { of } = draft
  const timeline = timelineOf({
    ...{ room, opened: 0, strokes },
    shown: last && { page: last, turns, photos: {}, ...(of && { package: of.package, manifest: of.manifest }) },
    segments: heard.map(({ from, ms, bytes }) => ({ from, ms, blob: '', bytes: bytes.byteLength })),
  })
  return { timeline, sound: heard.map(({ from, ms, bytes }) => ({ from, ms, bytes: new Uint8Array(bytes) })) }
}

/** The file of a lecture (`docs/formats/recording.md`). */
export function fileOf({ timeline, sound }: MadeLecture): Uint8Array<ArrayBuffer> {
  const parts = boardAndSound(timeline, sound)
  const file = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0))
  let at = 0
  for (const one of parts) {
    file.set(one, at)
    at += one.length
  }
  return file
}
