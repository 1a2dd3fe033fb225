import { createHash, randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { packFacts } from '../../../core/facts/batch.ts'
import type { Fact } from '../../../core/facts/fact.ts'
import type { BlobHash, ClassId, DeviceId } from '../../../core/facts/ids.ts'
import { homeworkAnswered } from '../../../core/facts/kinds/homework-answered.ts'
import { homeworkPhotographed } from '../../../core/facts/kinds/homework-photographed.ts'
import { type DeviceByHttp, nextToken } from '../../bench/hub-by-http.ts'
import { type Asking, receiptByHttp, receiptByLive, sendPhoto } from './carriers.ts'

/** A tablet of the demonstration county without a screen: what it knows of itself. */
export interface Tablet extends Asking, DeviceByHttp {
  pupils: readonly string[]
}

/** A token is used for so long, ms; it is good for a quarter of an hour. */
const tokenFor = 5 * 60_000

/** What a device was told, and may count on. */
export type Told = { device: DeviceId; upTo: number; digest: string } | { photo: BlobHash }

/**
 * Records and delivers until it is told to stop: some facts, now and then a photo, to one of the hubs, over HTTP or the live
 * channel; the same again, to any of them, until there is a receipt.
 */
export async function deliverOn(
  tablet: Tablet,
  ports: readonly number[],
  stopped: AbortSignal,
  tell: (told: Told) => void,
): Promise<void> {
  const written = createHash('sha256')
  let seq = 0
  let proven = Date.now()
  while (!stopped.aborted) {
    if (Date.now() - proven > tokenFor) {
      await until(ports, async (port) => {
        tablet.token = await nextToken({ port }, tablet)
        return true
      })
      proven = Date.now()
    }
    const photo = randomBytes(seq % 7 === 0 ? 20_000 : 0)
    const facts = recorded(tablet, seq, photo)
    for (const fact of facts) written.update(`${digestLine(fact)}\n`)
    seq += facts.length
    await until(ports, async (port) => {
      const receiptFor = Math.random() < 0.5 ? receiptByHttp : receiptByLive
      const { upTo, refused, parked, fork } = await receiptFor(port, tablet, packFacts(facts))
      if (refused.length + parked.length > 0 || fork !== undefined) fail(`${tablet.device}: not all was taken`)
      return upTo >= seq
    })
    tell({ device: tablet.device, upTo: seq, digest: written.copy().digest('hex') })
    if (photo.length === 0) continue
    const hash = hashOf(photo)
    await until(ports, (port) => sendPhoto(port, tablet.token, hash, photo))
    tell({ photo: hash })
  }
}

/** What of a fact must be at the hub as it was recorded. */
export function digestLine({ seq, at, by, kind, body }: Omit<Fact, 'device'>): string {
  return JSON.stringify([Number(seq), Number(at), by, kind, body])
}

function recorded({ device, pupils }: Tablet, after: number, photo: Buffer): Fact[] {
  const at = Date.now() - 60_000
  const count = 1 + Math.floor(Math.random() * 12)
  const facts = Array.from({ length: count }, (_, n): Fact => {
    const seq = after + n + 1
    const pupil = pupils[seq % pupils.length] as Fact['by'] & string // as the hub's own roster has it
    const about = { class: 'qingshan-3' as ClassId, assignment: `${device.slice(-8)}-${seq % 5}`, pupils: [pupil] }
    const body = { ...about, question: `q${seq % 10}`, answer: seq % 4 }
    return { device, seq, at: at + n, by: pupil, kind: homeworkAnswered.name, body }
  })
  const [first] = facts
  if (photo.length > 0 && first) {
    const hash = hashOf(photo)
    const {
      class: classId,
      assignment,
      pupils: whose,
    } = first.body as { class: string; assignment: string; pupils: string[] } // as above
    first.kind = homeworkPhotographed.name
    first.body = { class: classId, assignment, pupils: whose, photo: hash, bytes: photo.length, thumbnail: hash }
  }
  return facts
}

function hashOf(bytes: Buffer): BlobHash {
  return createHash('sha256').update(bytes).digest('hex') as BlobHash // a SHA-256
}

/** Tries any of the hubs until one has done it. A hub that is just being killed is asked again a little later. */
async function until(ports: readonly number[], tried: (port: number) => Promise<boolean>): Promise<void> {
  for (;;) {
    const port = ports[Math.floor(Math.random() * ports.length)] ?? 0
    if (await tried(port).catch(() => false)) return
    await setTimeout(20)
  }
}

/** Ends the whole process: what is found here is never to be tried again. */
function fail(why: string): never {
  console.error(why)
  process.exit(1)
}
