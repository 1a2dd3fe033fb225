/** Signals and bytes a second that a member may send for long, and at once: music takes some 10 KB. */
const perSecond = { signals: 60, bytes: 32_000 }
const burst = 4

/** What one member may send, so that a program that runs wild does not take the room from the others. A leaky bucket. */
export class Allowance {
  #signals = 0
  #bytes = 0
  #last = 0

  /** @returns whether it may; what may not is dropped */
  take(bytes: number, now: number): boolean {
    const gone = Math.max(0, now - this.#last) / 1000
    this.#last = now
    this.#signals = Math.max(0, this.#signals - gone * perSecond.signals)
    this.#bytes = Math.max(0, this.#bytes - gone * perSecond.bytes)
    if (this.#signals + 1 > burst * perSecond.signals || this.#bytes + bytes > burst * perSecond.bytes) return false
    this.#signals += 1
    this.#bytes += bytes
    return true
  }
}
