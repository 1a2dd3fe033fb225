import { ahead } from './rtp/packet.ts'
import type { ReportBlock } from './rtp/rtcp.ts'

/** How often, and how long apart, a lost packet is asked for again, ms. */
const mostAsked = 4
const askEvery = 80

/** As many packets are waited for: more are an outage, after which a key frame helps and old packets do not. */
const mostMissing = 60

/** What came of a stream and what did not (RFC 3550, sections 6.4.1 and A.3, A.8). */
export class Reception {
  private highest: number | undefined
  private rounds = 0
  private first = 0
  private received = 0
  private before = { expected: 0, received: 0 }
  private transit: number | undefined
  private jitter = 0
  private readonly missing = new Map<number, { asked: number; next: number }>()

  /** @param clockRate of the stream, ticks a second */
  constructor(private readonly clockRate: number) {}

  /**
   * Counts a packet.
   *
   * @param now ms
   * @returns false where it came before
   */
  take(sequence: number, timestamp: number, now: number): boolean {
    if (this.highest === undefined) {
      this.highest = sequence
      this.first = sequence
      this.received = 1
      return true
    }
    const step = ahead(sequence, this.highest)
    if (step === 0) return false
    if (step < 0) {
      // What was asked for comes late; what was neither missed nor is far back came twice.
      if (!this.missing.delete(sequence) && step > -1_000) return false
      this.received++
      return true
    }
    if (step > mostMissing) this.missing.clear()
    else
      for (let gone = 1; gone < step; gone++) this.missing.set((this.highest + gone) & 0xffff, { asked: 0, next: now })
    if (sequence < this.highest) this.rounds += 0x10000
    this.highest = sequence
    this.received++
    const transit = (now * this.clockRate) / 1000 - timestamp
    if (this.transit !== undefined) {
      const change = Math.abs((transit - this.transit) % 2 ** 32)
      // A timestamp that has gone round, or was set anew, is no jitter.
      if (change < this.clockRate) this.jitter += (change - this.jitter) / 16
    }
    this.transit = transit
    return true
  }

  /** The packets to ask for again now, in ascending order. */
  toAsk(now: number): number[] {
    const due: number[] = []
    for (const [sequence, one] of this.missing) {
      if (one.next > now) continue
      if (one.asked >= mostAsked) {
        this.missing.delete(sequence)
        continue
      }
      one.asked++
      one.next = now + askEvery
      due.push(sequence)
    }
    return due
  }

  /** What a receiver report says of it, without what is known of the last sender report. */
  report(): Pick<ReportBlock, 'lostShare' | 'lost' | 'highest' | 'jitter'> {
    const highest = this.rounds + (this.highest ?? 0)
    const expected = this.highest === undefined ? 0 : highest - this.first + 1
    const since = { expected: expected - this.before.expected, received: this.received - this.before.received }
    this.before = { expected, received: this.received }
    const lostShare = since.expected > 0 ? Math.max(0, since.expected - since.received) / since.expected : 0
    return { lostShare, lost: Math.max(0, expected - this.received), highest, jitter: Math.round(this.jitter) }
  }
}
