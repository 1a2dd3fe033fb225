import { signalSorts } from '../../core/live/room-messages.ts'
import { joinChunks, readChunk, type SoundChunk, writeChunk } from '../../core/sound/chunk.ts'

/** So much of each voice is kept, ms: what a player needs ahead to begin at once, and to go on through a late chunk. */
const kept = 600
/** And no more than a thin line carries in a third of a second, bytes. */
const most = 2_500

/**
 * What was said in a room in the last moments: who comes in is given it, and hears the next word at once. Without it a player
 * waits until as much as it needs ahead has been said anew.
 */
export class JustSaid {
  readonly #signals: { from: number; bytes: Uint8Array; at: number }[] = []

  /** @param bytes a sound's signal as members send it @param from the sender's number @param now ms */
  add(bytes: Uint8Array, from: number, now: number): void {
    const { length } = this.#signals.filter(({ at }) => at < now - kept)
    this.#signals.splice(0, length)
    this.#signals.push({ bytes, from, at: now })
  }

  /** Who has gone is not heard any more; their number is somebody else's. */
  forget(from: number): void {
    for (const one of this.#signals.filter((each) => each.from === from))
      this.#signals.splice(this.#signals.indexOf(one), 1)
  }

  /** @returns for each voice one signal, as the room passes them on: the sender's number stands in front */
  given(now: number): Uint8Array[] {
    const voices = new Map<string, { from: number; chunk: SoundChunk }>()
    for (const { bytes, from } of this.#signals.filter(({ at }) => at >= now - kept).reverse()) {
      const chunk = readChunk(Uint8Array.from(bytes.subarray(1)))
      if (!chunk) continue
      const voice = `${from}/${chunk.track}`
      const known = voices.get(voice)
      const joined = known ? joinChunks(chunk, known.chunk) : chunk
      // What is older than a hole is of no use to a player, either.
      if (joined && fits(joined)) voices.set(voice, { from, chunk: joined })
    }
    return [...voices.values()].map(({ from, chunk }) =>
      Uint8Array.from([from, signalSorts.sound, ...writeChunk(chunk)]),
    )
  }
}

function fits({ packets }: SoundChunk): boolean {
  return packets.reduce((sum, { bytes }) => sum + bytes.length, 0) <= most
}
