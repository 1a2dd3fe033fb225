import { type BlobHash, type LessonId, lessonDay, type PackageId, type PersonId } from '../facts/ids.ts'
import { floorGiven } from '../facts/kinds/floor-given.ts'
import { handRaised } from '../facts/kinds/hand-raised.ts'
import { pageShown } from '../facts/kinds/page-shown.ts'
import { roomClosed } from '../facts/kinds/room-closed.ts'
import { roomOpened } from '../facts/kinds/room-opened.ts'
import { roomShaped, type Shape } from '../facts/kinds/room-shaped.ts'
import type { PageRef } from '../ink/page-ref.ts'
import { addDays } from '../school/day.ts'
import { lastOf, ofKind } from './reading.ts'
import { type RowKey, rowPart } from './row-key.ts'
import { table } from './table.ts'

/** How long after its day what was taught live stays where it was received: the recording takes its place. Days. */
export const roomDays = 1

/** The rows of a live room begin with it, or with one of its lessons. */
export function untilNextDay(key: RowKey) {
  return addDays(lessonDay(rowPart(key, 0) as LessonId), roomDays) // the row's key begins with it
}

/** `room/LESSON`: the room in which a lesson is taught live. Times are effective, ms since 1970. */
export interface Room {
  room: LessonId
  /** When it was opened first: the room's clock counts from there. */
  opened: number
  host: PersonId | ''
  /** When the host ended it, if it was not opened again since. */
  closed?: number
}

export const rooms = table<Room>({
  name: 'room',
  version: 1,
  reduce(facts) {
    const openings = ofKind(roomOpened, facts)
    const [first] = openings
    const last = openings[openings.length - 1]
    if (!first || !last) return undefined
    const closing = lastOf(roomClosed, facts)
    const isClosed = closing !== undefined && facts.indexOf(closing) > facts.indexOf(last)
    return { room: last.body.room, opened: first.eff, host: last.by, ...(isClosed && { closed: closing.eff }) }
  },
  neededUntil: (_, key) => untilNextDay(key),
})

/** `shown/ROOM`: the page that the host shows, of which version of a package, and what was shown when. Times are effective, ms. */
export interface ShownPages {
  page: PageRef
  package?: PackageId
  manifest?: BlobHash
  /** Of pages that are photos of paper. */
  photos: Record<string, BlobHash>
  /** Those of them that are pupils' work: they are seen while it is live, and are no part of what is kept. */
  work?: PageRef[]
  turns: { page: PageRef; at: number }[]
}

export const shownPages = table<ShownPages>({
  name: 'shown',
  version: 2,
  reduce(facts) {
    const last = lastOf(pageShown, facts)
    if (!last) return undefined
    const { page, package: packageId, manifest } = last.body
    const turns = ofKind(pageShown, facts).map(({ eff, body }) => ({ page: body.page, at: eff }))
    const photos: ShownPages['photos'] = {}
    for (const { body } of ofKind(pageShown, facts)) if (body.photo) photos[body.page] = body.photo
    const work = ofKind(pageShown, facts).flatMap(({ body }) =>
      body.of && photos[body.page] === body.photo ? [body.page] : [],
    )
    return {
      ...{ page, photos, turns },
      ...(packageId && { package: packageId }),
      ...(manifest && { manifest }),
      ...(work.length > 0 && { work }),
    }
  },
  neededUntil: (_, key) => untilNextDay(key),
})

/** `hand/LESSON`: whether a class has its hand up, and since when. */
export const raisedHands = table<{ up: boolean; at: number }>({
  name: 'hand',
  version: 1,
  reduce(facts) {
    const last = lastOf(handRaised, facts)
    return last && { up: last.body.up, at: last.eff }
  },
  neededUntil: (_, key) => untilNextDay(key),
})

/** `floor/ROOM`: the class that has the floor, by its lesson; how often each has had it, and when last. Times are effective, ms. */
export interface Floor {
  lesson?: LessonId
  times: Record<string, number>
  given: Record<string, number>
}

export const floors = table<Floor>({
  name: 'floor',
  version: 1,
  reduce(facts) {
    const given = ofKind(floorGiven, facts)
    const last = given[given.length - 1]
    if (!last) return undefined
    const times: Record<string, number> = {}
    const when: Record<string, number> = {}
    for (const { eff, body } of given) {
      if (!body.lesson) continue
      times[body.lesson] = (times[body.lesson] ?? 0) + 1
      when[body.lesson] = eff
    }
    return { times, given: when, ...(last.body.lesson && { lesson: last.body.lesson }) }
  },
  neededUntil: (_, key) => untilNextDay(key),
})

/** `shape/ROOM`: what shape the room has, `interactive` where the host never said, whether the host's picture is kept, and whether music is heard. */
export const shapes = table<{ shape: Shape; keeps?: true; sound?: 'music' }>({
  name: 'shape',
  version: 3,
  reduce(facts) {
    const last = lastOf(roomShaped, facts)
    if (!last) return undefined
    const { shape, keeps, sound } = last.body
    return { shape, ...(keeps && { keeps }), ...(sound && { sound }) }
  },
  neededUntil: (_, key) => untilNextDay(key),
})
