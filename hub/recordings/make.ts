import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import { BlobHash } from '../../core/facts/ids.ts'
import { lessonRecorded } from '../../core/facts/kinds/lesson-recorded.ts'
import { boardAndSound, timelineOf } from '../../core/recording/timeline.ts'
import { openJws, readJson } from '../../core/resources/jws.ts'
import { type Manifest, readManifest } from '../../core/resources/manifest.ts'
import { recordings } from '../../core/rows/recording.ts'
import { shownPages } from '../../core/rows/room.ts'
import { rowPart, rowRange } from '../../core/rows/row-key.ts'
import { type Segment, segments } from '../../core/rows/segment.ts'
import { type StrokesOfTick, strokes } from '../../core/rows/stroke.ts'
import { rowOf } from '../facts/row-of.ts'
import { rowsIn } from '../facts/rows.ts'
import type { Hub } from '../hub.ts'
import type { ClosedRoom } from './closed-rooms.ts'

/** A file that was kept under its hash. */
export interface Kept {
  blob: BlobHash
  bytes: number
}

/** A lesson's picture, where it was kept. */
export type PictureOf = (room: ClosedRoom) => Promise<{ small?: Kept; sharp?: Kept }>

/**
 * Makes a resource of what was taught in a closed room, or makes it anew where something has come since. Nothing is made of a lesson
 * in which nothing was said or drawn.
 *
 * @returns whether all that its facts name was there
 */
export async function makeRecording(hub: Hub, closed: ClosedRoom, pictureOf: PictureOf): Promise<boolean> {
  const { room } = closed
  const [shown, ofSound, ofInk] = await Promise.all([
    rowOf(hub.db, shownPages, room),
    rowsIn(hub.db, [rowRange(segments.name, room, 'host')]),
    rowsIn(hub.db, [rowRange(strokes.name, room)]),
  ])
  // Their tables'.
  const heard = ofSound.map(({ state }) => state as Segment).sort((a, b) => a.from - b.from)
  const drawn = ofInk.map(({ row, state }) => ({ tick: Number(rowPart(row, 1)), state: state as StrokesOfTick }))
  drawn.sort((a, b) => a.tick - b.tick)
  if (heard.length === 0 && drawn.length === 0) return true

  const there: { segment: Segment; bytes: Uint8Array }[] = []
  for (const segment of heard)
    if ((await hub.blobs.info(segment.blob))?.whole) there.push({ segment, bytes: await hub.blobs.bytes(segment.blob) })
  const timeline = timelineOf({
    ...{ room, opened: closed.opened, shown, strokes: drawn },
    segments: there.map(({ segment }) => segment),
  })
  const pieces = there.map(({ segment: { from, ms }, bytes }) => ({ from, ms, bytes }))
  const light = await keep(hub, boardAndSound(timeline, pieces))
  const picture = await pictureOf(closed)
  const manifest = timeline.manifest && (await manifestOf(hub, timeline.manifest))
  const about = {
    ...{ room, ms: timeline.ms, light, ...picture },
    ...(manifest && { title: manifest.title, subject: manifest.subject }),
    points: manifest ? [...manifest.points] : [],
    photos: [...new Set(Object.values(timeline.photos))],
  }
  for (const lesson of closed.lessons) await say(hub, { ...about, lesson })
  return there.length === heard.length
}

async function keep(hub: Hub, parts: readonly Uint8Array[]): Promise<Kept> {
  const bytes = Buffer.concat(parts)
  const blob = v.parse(BlobHash, createHash('sha256').update(bytes).digest('hex'))
  await hub.blobs.put(blob, 'application/octet-stream', bytes)
  return { blob, bytes: bytes.length }
}

/** Says it of one class's lesson, unless that is what is known. */
async function say(hub: Hub, body: Parameters<typeof lessonRecorded>[0]): Promise<void> {
  const known = await rowOf(hub.db, recordings, body.lesson)
  const { lesson: _, ...now } = body
  if (known && sameAs(known, now)) return
  await hub.recorder.record([lessonRecorded(body)])
}

function sameAs(state: object, body: object): boolean {
  const [one, other] = [new Map(Object.entries(state)), new Map(Object.entries(body))]
  return [...one.keys(), ...other.keys()].every((name) => isDeepStrictEqual(one.get(name), other.get(name)))
}

/** What the lesson was of. The hub has published it, or taken it in: its signature was looked at then. */
async function manifestOf(hub: Hub, hash: BlobHash): Promise<Manifest | undefined> {
  if (!(await hub.blobs.info(hash))?.whole) return undefined
  const opened = openJws(Buffer.from(await hub.blobs.bytes(hash)).toString('latin1'))
  const read = opened && readManifest(readJson(opened.payload))
  return read?.ok ? read.manifest : undefined
}
