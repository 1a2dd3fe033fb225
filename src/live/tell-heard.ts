import type { FromMember } from '../../core/live/room-messages.ts'
import { heartbeatOf } from '../../core/sync/heartbeat.ts'
import type { RoundTrip } from './round-trip.ts'

/** How often the hub is told how much was heard, ms. */
export const tellEvery = 500
/** So much at once is told at once, bytes: behind a cut the hub lets no more sound go before it knows that what waited has come. */
const tellBeyond = 2_000
/** How often it is asked how long there and back takes, ms. */
const askEvery = 2_000

/** How many bytes of signals a line has heard, and when the hub is told: it sends no more than what comes through. */
export class TellHeard {
  #got = 0
  #told = 0

  constructor(private readonly trip: RoundTrip) {}

  /** A line was opened anew. */
  begin(): void {
    this.#got = this.#told = 0
    this.trip.forget()
  }

  /** @returns what is to be said of it at once */
  heard(bytes: number): FromMember | undefined {
    this.#got += bytes
    return this.#got - this.#told >= tellBeyond ? this.#word() : undefined
  }

  /** @returns what is to be said now, looked at each `tellEvery`; where the room is entered, the hub is asked in it now and then */
  due(isIn: boolean, isThin: boolean): FromMember | undefined {
    const now = performance.now()
    const asks = isIn && this.trip.isDue(now, isThin ? heartbeatOf(true).beat : askEvery)
    if (isThin && !asks) return undefined
    // Also without anything new, every other time: the hub takes who is silent for gone.
    if (this.#got === this.#told && !asks && Date.now() % (4 * tellEvery) >= tellEvery) return undefined
    if (asks) this.trip.ask(now)
    return this.#word(asks ? now : undefined)
  }

  #word(at?: number): FromMember {
    this.#told = this.#got
    return { t: 'got', bytes: this.#got, ...(at !== undefined && { at }), ...(this.trip.isSlow && { slow: true }) }
  }
}
