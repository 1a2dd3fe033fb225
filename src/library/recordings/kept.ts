import type { BlobHash, Day, LessonId } from '../../../core/facts/ids.ts'
import { lessonDay } from '../../../core/facts/ids.ts'
import type { Place } from '../../../core/people/places.ts'
import { type Recording, recordings } from '../../../core/rows/recording.ts'
import { addDays, dayOf } from '../../../core/school/day.ts'
import { dropBlob } from '../../store/blobs.ts'
import { rowsOfLessons } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'

/** Board and sound; with the small picture; with the sharp one. */
export const weights = ['light', 'small', 'sharp'] as const
export type Weight = (typeof weights)[number]

/** How long recordings are a class's, and for how long they come by themselves, days. */
const [term, byItself] = [150, 14]

/** A lesson's recording, as this device has it or might. */
export interface KnownRecording {
  lesson: LessonId
  day: Day
  recording: Recording
  /** In which weight it is to be here; undefined when nobody wants it and it is long ago. */
  wanted: Weight | undefined
}

/** All recordings of a place's classes, the newest first. What several of its classes were taught together is one. */
export async function recordingsOf(store: Store, { classes }: Pick<Place, 'classes'>, now: number) {
  const today = dayOf(now)
  const from = addDays(today, -term)
  const found = (await Promise.all(classes.map((one) => rowsOfLessons(store, recordings, one, from, term + 1)))).flat()
  const byRoom = new Map(found.map((one) => [one.state.room, one]))
  const all = [...byRoom.values()]
  const chosen = await store.db.meta.bulkGet(all.map(({ lesson }) => choiceOf(lesson)))
  return all
    .map(({ lesson, state }, n): KnownRecording => {
      const choice = chosen[n]?.value as Weight | 'none' | undefined // written below
      const day = lessonDay(lesson)
      const usual = day >= addDays(today, -byItself) ? 'light' : undefined
      const wanted = state.withdrawn || choice === 'none' ? undefined : (choice ?? usual)
      return { lesson, day, recording: state, wanted }
    })
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : b.lesson.localeCompare(a.lesson)))
}

/** Which weights a recording has. */
export function weightsOf(recording: Recording): Weight[] {
  return weights.filter((weight) => recording[weight] !== undefined)
}

/** The blobs of a recording in a weight, what is played first in front. Of photos the size is not known. */
export function filesOf(recording: Recording, weight: Weight): { hash: BlobHash; size?: number }[] {
  const picture = weight === 'light' ? undefined : recording[weight]
  return [recording.light, ...(picture ? [picture] : [])]
    .map(({ blob, bytes }): { hash: BlobHash; size?: number } => ({ hash: blob, size: bytes }))
    .concat(recording.photos.map((hash) => ({ hash })))
}

/** What a recording takes in a weight, bytes, but for its photos. */
export function sizeOf(recording: Recording, weight: Weight): number {
  return filesOf(recording, weight).reduce((sum, { size }) => sum + (size ?? 0), 0)
}

/** A person wants it in this weight, or not on this device. What is too much goes at once. */
export async function chooseWeight(
  store: Store,
  { lesson, recording }: KnownRecording,
  weight: Weight | 'none',
): Promise<void> {
  await store.db.meta.put({ name: choiceOf(lesson), value: weight })
  await dropUnwanted(store, [{ recording, wanted: weight === 'none' ? undefined : weight }])
}

/** Takes away what is here of recordings beyond what is wanted of them; photos go with their facts. */
export async function dropUnwanted(
  store: Store,
  all: readonly Pick<KnownRecording, 'recording' | 'wanted'>[],
): Promise<void> {
  const spare = all.flatMap(({ recording, wanted }) => {
    const stays = new Set(wanted && filesOf(recording, wanted).map(({ hash }) => hash))
    return weightsOf(recording).flatMap((one) => {
      const blob = recording[one]?.blob
      return blob && !stays.has(blob) ? [blob] : []
    })
  })
  const here = await store.db.blobs.bulkGet(spare)
  for (const one of here) if (one) await dropBlob(store, one.hash)
}

function choiceOf(lesson: LessonId): string {
  return `recording:${lesson}`
}
