import type { Leg } from './leg.ts'

/** How much later a packet is sent a second time, ms: long enough that one accident does not take both. */
const later = 30

/** As many packets wait at most: more would be a lesson's whole audience on lines that lose. */
const mostWaiting = 20_000

/** Packets that are sent a second time a little later. One timer for all of them. */
export class Echoes {
  private waiting: { at: number; leg: Leg; packet: Buffer }[] = []
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly now: () => number) {}

  add(leg: Leg, packet: Buffer): void {
    if (this.waiting.length >= mostWaiting) return
    this.waiting.push({ at: this.now() + later, leg, packet })
    this.timer ??= setTimeout(this.send, later)
  }

  private readonly send = () => {
    const now = this.now()
    // Half a millisecond early is in time: timers and clocks are not one.
    const first = this.waiting.findIndex(({ at }) => at > now + 0.5)
    const due = first < 0 ? this.waiting : this.waiting.slice(0, first)
    this.waiting = first < 0 ? [] : this.waiting.slice(first)
    for (const { leg, packet } of due) leg.send(packet)
    const [next] = this.waiting
    this.timer = next && setTimeout(this.send, Math.max(1, next.at - now))
  }

  close(): void {
    clearTimeout(this.timer)
    this.waiting = []
  }
}
