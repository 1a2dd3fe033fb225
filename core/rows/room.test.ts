import { expect, test } from 'vitest'
import type { TimedFact } from '../facts/fact.ts'
import type { DeviceId, LessonId, PersonId } from '../facts/ids.ts'
import { floorGiven } from '../facts/kinds/floor-given.ts'
import { pageShown } from '../facts/kinds/page-shown.ts'
import { roomClosed } from '../facts/kinds/room-closed.ts'
import { roomOpened } from '../facts/kinds/room-opened.ts'
import { pageRef } from '../ink/page-ref.ts'
import { timelineOf } from '../recording/timeline.ts'
import type { ShownPages } from './room.ts'
import { rowKey } from './row-key.ts'
import { reduceRow } from './tables.ts'

const room = 'three.20260908.1' as LessonId
const other = 'four.20260908.1' as LessonId

/** What the host did, a second after each other. */
function facts(...drafts: { kind: string; body: unknown }[]): TimedFact[] {
  return drafts.map((draft, n) => ({
    ...draft,
    device: 'studio-1' as DeviceId,
    seq: n + 1,
    at: 1_000 * (n + 1),
    eff: 1_000 * (n + 1),
    by: 'host' as PersonId,
  }))
}

test('a room is open from its first opening, also when it was ended and taken up again', () => {
  const opened = roomOpened({ room, lesson: other })
  const row = (...all: ReturnType<typeof facts>) => reduceRow(rowKey('room', other), all)
  const closed = roomClosed({ room, lesson: other })
  expect(row(...facts(opened))).toEqual({ room, opened: 1_000, host: 'host' })
  expect(row(...facts(opened, closed))).toEqual({ room, opened: 1_000, host: 'host', closed: 2_000 })
  expect(row(...facts(opened, closed, opened))).toEqual({ room, opened: 1_000, host: 'host' })
})

test('a room knows which pages were shown when, and which of them are paper', () => {
  const photo = 'a'.repeat(64) as never // a blob's name
  const shown = facts(
    pageShown({ room, page: pageRef('lesson', 0) }),
    pageShown({ room, page: pageRef('photo', 0), photo }),
    pageShown({ room, page: pageRef('blank', 0) }),
  )
  expect(reduceRow(rowKey('shown', room), shown)).toEqual({
    page: 'b0',
    photos: { f0: photo },
    turns: [
      { page: 'p0', at: 1_000 },
      { page: 'f0', at: 2_000 },
      { page: 'b0', at: 3_000 },
    ],
  })
})

test('a page that is pupils’ work is shown, and told apart from the host’s own paper', () => {
  const [own, theirs] = ['a'.repeat(64), 'b'.repeat(64)] as never[] // names of blobs
  const shown = facts(
    pageShown({ room, page: pageRef('photo', 0), photo: own }),
    pageShown({ room, page: pageRef('photo', 1), photo: theirs, of: { lesson: other } }),
  )
  const row = reduceRow(rowKey('shown', room), shown)
  expect(row).toMatchObject({ photos: { f0: own, f1: theirs }, work: ['f1'] })
  const kept = timelineOf({ room, opened: 0, shown: row as ShownPages, segments: [], strokes: [] })
  expect(kept.photos).toEqual({ f0: own })
})

test('a room counts how often each class had the floor, and knows when last', () => {
  const given = facts(
    floorGiven({ room, lesson: other }),
    floorGiven({ room }),
    floorGiven({ room, lesson: other }),
    floorGiven({ room, lesson: room }),
  )
  expect(reduceRow(rowKey('floor', room), given)).toEqual({
    lesson: room,
    times: { [other]: 2, [room]: 1 },
    given: { [other]: 3_000, [room]: 4_000 },
  })
})
