import type { DeviceId, LessonId } from '../../core/facts/ids.ts'
import { writeHead } from '../../core/recording/file.ts'
import type { BoardAndSound } from '../../core/recording/heads.ts'
import { timelineOf, withSound } from '../../core/recording/timeline.ts'
import type { StrokesOfTick } from '../../core/rows/stroke.ts'
import type { LectureDraft, LecturePart } from './draft.ts'

/** A lecture as it is played, and kept as a file. */
export interface MadeLecture {
  head: BoardAndSound
  /** As its head speaks of it, in its order. */
  sound: ArrayBuffer[]
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
  const pieces = heard.map(({ from, ms, bytes }) => ({ from, ms, bytes: bytes.byteLength }))
  return { head: withSound(timeline, pieces), sound: heard.map(({ bytes }) => bytes) }
}

/** The file of a lecture (`docs/formats/recording.md`). */
export function fileOf({ head, sound }: MadeLecture): Uint8Array<ArrayBuffer> {
  const begin = writeHead(head)
  const file = new Uint8Array(sound.reduce((sum, one) => sum + one.byteLength, begin.length))
  file.set(begin)
  let at = begin.length
  for (const one of sound) {
    file.set(new Uint8Array(one), at)
    at += one.byteLength
  }
  return file
}
