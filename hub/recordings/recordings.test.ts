import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Draft } from '../../core/facts/fact.ts'
import { BlobHash } from '../../core/facts/ids.ts'
import { lessonRecorded } from '../../core/facts/kinds/lesson-recorded.ts'
import { mediaSegment } from '../../core/facts/kinds/media-segment.ts'
import { pageShown } from '../../core/facts/kinds/page-shown.ts'
import { roomClosed } from '../../core/facts/kinds/room-closed.ts'
import { roomOpened } from '../../core/facts/kinds/room-opened.ts'
import { classScope, liveScope } from '../../core/facts/scope.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import { headBytes, opening, readHead } from '../../core/recording/file.ts'
import { BoardAndSound } from '../../core/recording/heads.ts'
import type { Recording } from '../../core/rows/recording.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub, three } from '../../test/hubs/small-county.ts'
import { closedRooms } from './closed-rooms.ts'
import { keepRecordings } from './keep.ts'
import { makeRecording } from './make.ts'

const room = id.lesson('three.20260908.1')

let hub: TestHub
let studio: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  studio = await hub.device('studio')
})
afterEach(() => hub.close())

async function says(...drafts: Draft[]): Promise<void> {
  for (const draft of drafts) studio.records(draft, people.host)
  const { refused } = await studio.delivers()
  expect(refused).toEqual([])
}

function sound(text: string) {
  const bytes = Buffer.from(text)
  return { bytes, blob: v.parse(BlobHash, createHash('sha256').update(bytes).digest('hex')) }
}

async function record(): Promise<boolean> {
  const [closed] = await closedRooms(hub.db, hub.now())
  if (!closed) throw new Error('no room is closed')
  return makeRecording(hub, closed, async () => ({}))
}

async function recorded(): Promise<Recording | undefined> {
  return (await hub.row(rowKey('recording', room))) as Recording | undefined
}

test('a lesson that is closed is a resource of its class: its pages and its sound in one file', async () => {
  const [first, second] = [sound('ten seconds'), sound('ten more')]
  await says(roomOpened({ room, lesson: room }), pageShown({ room, page: pageRef('lesson', 0) }))
  hub.clock.now += 12_000
  await says(
    pageShown({ room, page: pageRef('blank', 0) }),
    mediaSegment({ room, track: 'host', from: 0, ms: 10_000, blob: first.blob, bytes: first.bytes.length }),
    mediaSegment({ room, track: 'host', from: 10_000, ms: 9_000, blob: second.blob, bytes: second.bytes.length }),
  )
  await hub.blobs.put(first.blob, 'application/octet-stream', first.bytes)
  expect(await closedRooms(hub.db, hub.now())).toEqual([])
  await says(roomClosed({ room, lesson: room }))

  // The last piece of sound is still on its way: what is there is a resource already.
  expect(await record()).toBe(false)
  expect(await recorded()).toMatchObject({ room, ms: 12_000 })
  await hub.blobs.put(second.blob, 'application/octet-stream', second.bytes)
  expect(await record()).toBe(true)
  const { light, ms } = (await recorded()) ?? {}
  expect(ms).toBe(19_000)

  const file = await hub.blobs.bytes(light?.blob ?? '')
  const length = headBytes(file) ?? 0
  const head = readHead(BoardAndSound, file.subarray(opening, opening + length))
  expect(head?.turns).toEqual([
    { page: 'p0', at: 0 },
    { page: 'b0', at: 12_000 },
  ])
  const heard = head?.sound.map(({ at, bytes }) => Buffer.from(file.subarray(opening + length + at).subarray(0, bytes)))
  expect(heard?.map(String)).toEqual(['ten seconds', 'ten more'])
})

test('nothing is said twice, and nothing is made of a lesson in which nothing was', async () => {
  const said = async () =>
    (await hub.db.selectFrom('fact').select('seq').where('kind', '=', lessonRecorded.name).execute()).length
  await says(roomOpened({ room, lesson: room }), roomClosed({ room, lesson: room }))
  expect(await record()).toBe(true)
  expect(await said()).toBe(0)
  const { blob, bytes } = sound('a word')
  await hub.blobs.put(blob, 'application/octet-stream', bytes)
  await says(mediaSegment({ room, track: 'host', from: 0, ms: 900, blob, bytes: bytes.length }))
  await record()
  await record()
  expect(await said()).toBe(1)
})

test('whoever is of the class may fetch it, also when the room is long past', async () => {
  const { blob, bytes } = sound('a word')
  await hub.blobs.put(blob, 'application/octet-stream', bytes)
  await says(roomOpened({ room, lesson: room }))
  await says(mediaSegment({ room, track: 'host', from: 0, ms: 900, blob, bytes: bytes.length }))
  await says(roomClosed({ room, lesson: room }))
  await record()
  const { light } = (await recorded()) ?? {}
  const scopes = await hub.db
    .selectFrom('blob_scope')
    .select('scope')
    .where('hash', '=', light?.blob ?? '')
    .execute()
  expect(scopes.map(({ scope }) => scope)).toContain(classScope(three))
  expect(scopes.map(({ scope }) => scope)).not.toContain(liveScope(room))
})

test('it is made as soon as the room is closed', async () => {
  const { blob, bytes } = sound('a word')
  await hub.blobs.put(blob, 'application/octet-stream', bytes)
  await says(roomOpened({ room, lesson: room }))
  await says(mediaSegment({ room, track: 'host', from: 0, ms: 900, blob, bytes: bytes.length }))
  const came = new Promise<void>((resolve) => {
    const stop = hub.desk.onGrowth(async () => {
      if (!(await recorded())) return
      stop()
      resolve()
    })
  })
  const end = keepRecordings(hub, undefined, { together: 10, again: 10 })
  await says(roomClosed({ room, lesson: room }))
  await came
  await end()
  expect((await recorded())?.light.bytes).toBeGreaterThan(bytes.length)
})
