import { readChunk } from '../../core/sound/chunk.ts'
import { came, edgeAt, type Lateness, nothingCame } from '../../core/sound/lateness.ts'
import { endOf } from '../../core/sound/packet.ts'

/** A voice that is so far behind its quickest is late, ms: players hold hardly more ready. */
const late = 800
/** And one that is so far behind has ended, whatever its device says, ms. */
const ended = 10_000

/** Whose voice comes late to the hub: that is the speaker's own line, which no listener can help. */
export class LateVoices {
  readonly #voices = new Map<number, { lateness: Lateness; end: number }>()

  /** @param from the sender's number @param signal a sound's signal as members send it @param now ms */
  heard(from: number, signal: Uint8Array, now: number): void {
    const chunk = readChunk(Uint8Array.from(signal.subarray(1)))
    if (!chunk) return
    const lateness = came(this.#voices.get(from)?.lateness ?? nothingCame, chunk, now)
    this.#voices.set(from, { lateness, end: endOf(chunk.packets) ?? 0 })
  }

  /** It has gone, or is silent because it wants to be. */
  forget(from: number): void {
    this.#voices.delete(from)
  }

  /** @returns the numbers of those whose next word should long have come */
  now(now: number): number[] {
    return [...this.#voices].flatMap(([from, { lateness, end }]) => {
      const behind = (edgeAt(lateness, now) ?? end) - end
      return behind > late && behind < ended ? [from] : []
    })
  }
}
