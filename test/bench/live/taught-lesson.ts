import { createHash } from 'node:crypto'
import { Agent } from 'node:http'
import * as v from 'valibot'
import type { Draft, Fact } from '../../../core/facts/fact.ts'
import { BlobHash, ClassId, type LessonId, lessonId, PersonId } from '../../../core/facts/ids.ts'
import { mediaSegment } from '../../../core/facts/kinds/media-segment.ts'
import { memberEnrolled } from '../../../core/facts/kinds/member-enrolled.ts'
import { pageShown } from '../../../core/facts/kinds/page-shown.ts'
import { roomClosed } from '../../../core/facts/kinds/room-closed.ts'
import { roomOpened } from '../../../core/facts/kinds/room-opened.ts'
import { strokeDrawn } from '../../../core/facts/kinds/stroke-drawn.ts'
import { inkText } from '../../../core/ink/drawn.ts'
import { InkPen } from '../../../core/ink/pen.ts'
import { dayOf } from '../../../core/school/day.ts'
import { gather } from '../../../core/sound/gathered.ts'
import { endOf, type SoundPacket } from '../../../core/sound/packet.ts'
import { writeSegment } from '../../../core/sound/segment.ts'
import { type DeviceByHttp, deliverBatch, enrolDevice, firstPull, type HubByHttp, packed } from '../hub-by-http.ts'
import { boardAspect, type WrittenPage } from './board-pages.ts'
import { speech } from './speech.ts'

/** What was done at a moment of a lesson, ms. */
interface Deed {
  at: number
  draft: Draft
}

const batchFacts = 500
/** The class of the demonstration county's projector. */
const projectors = 'qingshan-3'

/**
 * A lesson as a studio records it, with its times: these pages, written one after the other, and somebody who speaks all the while. It is delivered
 * to a hub of the demonstration county as if the line had been dead until now, and is closed.
 */
export async function deliverLesson(port: number, pages: readonly WrittenPage[], ms: number): Promise<LessonId> {
  const hub = { port, agent: new Agent({ keepAlive: true }) }
  try {
    const studio = await enrolDevice(hub, '100003')
    const { by, room } = await hostIn(hub, studio)
    const began = Date.now() - ms - 60_000
    const sound = spoken(ms)
    const deeds = [
      ...written(room, pages),
      ...sound.map(({ until, segment }) => ({ at: until, draft: mediaSegment({ room, ...segment }) })),
    ]
    deeds.sort((a, b) => a.at - b.at)
    const whole = [
      { at: 0, draft: roomOpened({ room, lesson: room }) },
      ...deeds,
      { at: ms, draft: roomClosed({ room, lesson: room }) },
    ]
    const facts = whole.map(({ at, draft }, n): Fact => {
      return { device: studio.device, seq: n + 1, at: Math.round(began + at), by, ...draft }
    })
    // What a closed room is made of is there before it is closed.
    await deliver(hub, studio, facts.slice(0, -1))
    for (const { segment, bytes } of sound) await send(hub, studio, segment.blob, bytes)
    await deliver(hub, studio, facts.slice(-1))
    return room
  } finally {
    hub.agent.destroy()
  }
}

function written(room: LessonId, pages: readonly WrittenPage[]): Deed[] {
  const deeds: Deed[] = []
  let at = 0
  const pen = new InkPen(({ page, tick, bytes }) => {
    deeds.push({ at, draft: strokeDrawn({ room, page, stroke: tick, ink: inkText(bytes) }) })
  })
  for (const { page, from, strokes } of pages) {
    deeds.push({ at: from, draft: pageShown({ room, page }) })
    for (const stroke of strokes) {
      for (const [n, sample] of stroke.entries()) {
        at = sample.at
        if (n === 0) pen.down(page, boardAspect, { tool: 'pen', colour: 'ink', width: 'medium' }, sample)
        else pen.move(sample)
      }
      pen.up()
    }
  }
  return deeds
}

function spoken(ms: number) {
  const said = speech()
  const packets = Array.from({ length: ms / 60 }, (_, n): SoundPacket => {
    return { at: n * 60, bytes: said[n % said.length] ?? new Uint8Array() }
  })
  const { gathered, full } = gather([], packets)
  return [...full, gathered].map((segment) => {
    const bytes = writeSegment(segment)
    const [from, until] = [segment[0]?.at ?? 0, endOf(segment) ?? 0]
    const blob = v.parse(BlobHash, createHash('sha256').update(bytes).digest('hex'))
    return { until, bytes, segment: { track: 'host' as const, from, ms: until - from, blob, bytes: bytes.length } }
  })
}

/** Who teaches the projector's class from afar, and that class's lesson of today. */
async function hostIn(hub: HubByHttp, studio: DeviceByHttp): Promise<{ by: PersonId; room: LessonId }> {
  const Hosting = v.object({
    class: ClassId,
    person: PersonId,
    role: v.literal('host'),
  })
  for (const { kind, body } of await firstPull(hub, studio)) {
    const hosting = kind === memberEnrolled.name ? v.safeParse(Hosting, body) : undefined
    if (hosting?.success && hosting.output.class === projectors)
      return { by: hosting.output.person, room: lessonId(hosting.output.class, dayOf(Date.now()), 1) }
  }
  throw new Error('nobody teaches from there')
}

async function deliver(hub: HubByHttp, { token }: DeviceByHttp, facts: readonly Fact[]): Promise<void> {
  for (let n = 0; n < facts.length; n += batchFacts) {
    const batch = facts.slice(n, n + batchFacts)
    await deliverBatch(hub, token, packed(batch), batch[batch.length - 1]?.seq ?? 0)
  }
}

async function send(
  hub: HubByHttp,
  { token }: DeviceByHttp,
  hash: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const answer = await fetch(`http://localhost:${hub.port}/api/blobs/${hash}`, {
    method: 'PATCH',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/octet-stream',
      'Content-Range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
    },
    body: bytes,
  })
  if (answer.status !== 204) throw new Error(`the hub did not take a segment: ${answer.status}`)
}
