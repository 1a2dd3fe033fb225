import { ahead } from '../rtp/packet.ts'
import type { MediaPacket } from '../source.ts'

/** A packet that is late is waited for so long, ms: it was asked for again. */
const patience = 500

/** As many wait for one that is late. */
const mostWaiting = 300

/** Puts a stream's packets in their order, waiting for those that were asked for again. */
export class InOrder {
  private next: number | undefined
  private readonly waiting = new Map<number, { packet: MediaPacket; at: number }>()

  /** @param pass is given each packet, and whether something is missing before it */
  constructor(private readonly pass: (packet: MediaPacket, afterGap: boolean) => void) {}

  /** @param now ms */
  take(packet: MediaPacket, now: number): void {
    this.next ??= packet.sequence
    if (ahead(packet.sequence, this.next) < 0) return
    this.waiting.set(packet.sequence, { packet, at: now })
    this.passOn(false)
    const [longest] = this.waiting.values()
    if (!longest || (now - longest.at < patience && this.waiting.size < mostWaiting)) return
    const { next } = this
    const following = [...this.waiting.keys()].sort((a, b) => ahead(a, next) - ahead(b, next))
    this.next = following[0]
    this.passOn(true)
  }

  private passOn(afterGap: boolean): void {
    let isAfterGap = afterGap
    for (;;) {
      const one = this.next === undefined ? undefined : this.waiting.get(this.next)
      if (!one || this.next === undefined) return
      this.waiting.delete(this.next)
      this.next = (this.next + 1) & 0xffff
      this.pass(one.packet, isAfterGap)
      isAfterGap = false
    }
  }
}
