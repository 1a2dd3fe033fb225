/** What may be on its way to a line of which nothing is known, bytes: some two seconds of a thin one. */
const least = 6_000
/** What is on its way may be worth so long of what is being sent, s. */
const worth = 2.5
/** The fastest sound there is: music, bytes a second. */
const fastest = 10_000
/** What may wait is let wait up to here, bytes. */
const mostWaiting = 65_536
/** Where somebody points, some seven times, bytes. */
const few = 64

/** How a signal is wanted by who has not heard yet what went before. */
export type Wanted = 'waits' | 'fresh' | 'spare' | 'seldom'

/**
 * How much was sent to a member that it has not heard yet, by what it says: the machine between takes in far more than a thin line
 * carries, and sound that waits there would come seconds late.
 */
export class InFlight {
  #sent = 0
  #got = 0
  /** Bytes a second, as lately sent. */
  #rate = 0
  #last = 0

  /** @param total all the bytes of signals that the member has heard since it came */
  got(total: number): void {
    if (total <= this.#sent) this.#got = Math.max(this.#got, total)
  }

  /**
   * Whether a signal may go, which then counts.
   *
   * @param as `waits`: it is wanted late, too; `fresh`: not; `spare`: not, and sound comes first; `seldom`: the line has hardly room for what must come
   * @param now ms
   */
  hasRoom(bytes: number, as: Wanted, now: number): boolean {
    const flying = this.#sent - this.#got
    const fresh = Math.max(least, Math.min(this.#rate, fastest) * worth)
    const most = { waits: mostWaiting, fresh, spare: least, seldom: few }[as]
    if (flying + bytes > most) return false
    const gone = Math.max(0, now - this.#last) / 1000
    this.#rate = this.#rate * Math.exp(-gone / rateOver) + bytes / rateOver
    this.#last = now
    this.#sent += bytes
    return true
  }
}

/** Over how long the rate is taken, s. */
const rateOver = 2
