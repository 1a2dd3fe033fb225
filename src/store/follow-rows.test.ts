import { Dexie } from 'dexie'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { roomOpened } from '../../core/facts/kinds/room-opened.ts'
import { strokeDrawn } from '../../core/facts/kinds/stroke-drawn.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { strokes } from '../../core/rows/stroke.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { followRows } from './follow-rows.ts'

const room = id.lesson('three.20260908.1')
const other = id.lesson('three.20260908.2')

let hub: TestHub
let studio: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  const host = { name: 'host', picture: 'sun', role: 'host' as const, number: 0, from: id.day('2026-08-31') }
  await hub.recorder.record([memberEnrolled({ class: three, person: people.host, ...host })])
  studio = await openPlace(hub, 'studio')
  for (const each of [room, other]) await studio.records(roomOpened({ room: each, lesson: each }), people.host)
})
afterEach(() => hub.close())

const draws = (stroke: number, inRoom = room) =>
  studio.records(strokeDrawn({ room: inRoom, page: pageRef('blank', 0), stroke, ink: 'BWQAyAyGQACicgAB' }), people.host)

/** What is handed on, and how many rows are read for it. */
function follow() {
  const handed: number[][] = []
  let read = 0
  let resolve: () => void = () => undefined
  studio.store.db.rows.hook('reading', (one) => {
    if (one.key.startsWith(`stroke/${room}/`)) read += 1
    return one
  })
  const end = followRows(studio.store, strokes, [room], (rows) => {
    handed.push(rows.map(({ key }) => Number(rowPart(key, 1))))
    resolve()
  })
  return {
    handed,
    end,
    async until(count: number): Promise<void> {
      while (handed.length < count) await new Promise<void>((done) => (resolve = done))
    },
    /** How many were read since this was last asked. */
    reads: () => {
      const count = read
      read = 0
      return count
    },
  }
}

test('a stroke that comes costs one row to read, however many there are', async () => {
  for (let stroke = 1; stroke <= 60; stroke++) await draws(stroke)
  const { handed, until, reads, end } = follow()
  await until(1)
  expect(handed[0]).toHaveLength(60)
  expect(reads()).toBe(60)
  for (let stroke = 61; stroke <= 63; stroke++) {
    await draws(stroke)
    await until(stroke - 59)
  }
  expect(handed.slice(1)).toEqual([[61], [62], [63]])
  expect(reads()).toBe(3)
  end()
})

test('what another tab has written is heard of, and what belongs to another room is not', async () => {
  const { handed, until, end } = follow()
  await until(1)
  await draws(7, other)
  await studio.store.db.rows.put({ key: `stroke/${room}/9`, state: { drawn: [], erased: [] } } as never) // as a row is
  await until(2)
  // What a tab hears of another one comes as bare objects.
  const told = { [`idb://${studio.store.db.name}/rows/`]: { d: 1, from: `stroke/${room}/9`, to: `stroke/${room}/9` } }
  Dexie.on.storagemutated.fire(told)
  await until(3)
  end()
  await draws(10)
  Dexie.on.storagemutated.fire(told)
  expect(handed).toEqual([[], [9], [9]])
})
