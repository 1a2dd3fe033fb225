import { type SoundChunk, writeChunk } from '../../core/sound/chunk.ts'
import { type Gathered, gather } from '../../core/sound/gathered.ts'
import { goOut, nothingGoes, type Outgoing } from '../../core/sound/outgoing.ts'
import { endOf, type SoundPacket } from '../../core/sound/packet.ts'
import { writeSegment } from '../../core/sound/segment.ts'

export type SoundOutOptions = {
  track: number
  /** How many bytes the line has not taken yet: a WebSocket's `bufferedAmount`; undefined while there is no line. */
  pending(): number | undefined
  /** Whether the hub is late with its answer: a line that swallows more than it carries shows by nothing else. */
  stuck(): boolean
  /** Puts a chunk on the line. */
  send(chunk: Uint8Array<ArrayBuffer>): void
  /** Ten seconds that are complete, to be kept and delivered as a blob, whether they were heard or not. */
  keep(segment: { from: number; until: number; bytes: Uint8Array<ArrayBuffer> }): void
}

export type SoundOut = {
  say(packets: readonly SoundPacket[]): void
  /** How much the line lets through: packets that were never sent, and how long chunks are, ms. */
  figures(): { dropped: number; chunkMs: number }
  /** What was said is kept now, as a shorter segment: in a pause, at the end. */
  flush(): void
}

/** One's own sound: to the room as it comes, as far as the line takes it, and all of it to what is kept. */
export function soundOut({ track, send, pending, stuck, keep }: SoundOutOptions): SoundOut {
  let outgoing: Outgoing = nothingGoes
  let gathered: Gathered = []
  let number = 0
  let dropped = 0

  function keepAll(full: readonly (readonly SoundPacket[])[]): void {
    for (const packets of full) {
      const [from, until] = [packets[0]?.at, endOf(packets)]
      if (from !== undefined && until !== undefined) keep({ from, until, bytes: writeSegment(packets) })
    }
  }

  function transmit(packets: readonly SoundPacket[]): void {
    const coming: SoundChunk[] = packets.length > 0 ? [{ track, number, packets: [...packets] }] : []
    number = (number + packets.length) & 0xffff
    const step = goOut(outgoing, coming, {
      now: performance.now(),
      pending: pending() ?? Number.POSITIVE_INFINITY,
      stuck: stuck(),
    })
    outgoing = step.outgoing
    dropped += step.dropped
    for (const chunk of step.send) send(writeChunk(chunk))
  }

  return {
    say(packets) {
      const step = gather(gathered, packets)
      gathered = step.gathered
      keepAll(step.full)
      transmit(packets)
    },
    figures: () => ({ dropped, chunkMs: outgoing.length }),
    flush() {
      keepAll([[...gathered]])
      gathered = []
    },
  }
}
