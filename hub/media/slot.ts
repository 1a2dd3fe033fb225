import { randomInt } from 'node:crypto'
import type { Codec } from './rtp/key-frame.ts'
import { ahead, type SentHeader, ticksAhead, writeRtp } from './rtp/packet.ts'
import { senderReport, toNtp } from './rtp/rtcp.ts'
import type { Listener, MediaPacket, Source } from './source.ts'

/** As many packets are kept to be sent again. */
const kept = 256

/** A source whose publisher never says which time its timestamps are is reported by when it came, after so long, ms. */
const reportedWithout = 3_000

export interface SlotOptions {
  ssrc: number
  clockRate: number
  /** Under which payload type the receiver takes each codec. */
  payloadTypes: ReadonlyMap<Codec, number>
  /** By how much what is in it is older than its source says, ms. */
  older?: number
  /** Its source's name in reports. */
  name: string
  send(packet: Buffer): void
}

/**
 * One stream to one receiver, which may carry now one source and now another: to the receiver it is one stream whose sequence
 * numbers and timestamps go on. It changes over when the next key frame of what it shall follow begins.
 */
export class Slot implements Listener {
  private current: Source | undefined
  private wanted: Source | undefined
  /** What is added to the current source's numbers. */
  private sequenceBy = 0
  private timestampBy = 0
  private last: { sequence: number; timestamp: number; capturedAt: number } | undefined
  /** The first packet of the current source, and how many of it have gone since. */
  private since = { sequence: 0, packets: 0, at: 0 }
  private readonly sent: ({ header: SentHeader; payload: Buffer } | undefined)[] = new Array(kept)
  private packets = 0
  private octets = 0
  /** Where this stream's timestamps stand at which time. */
  private origin: { timestamp: number; capturedAt: number } | undefined

  constructor(private readonly options: SlotOptions) {}

  get ssrc(): number {
    return this.options.ssrc
  }

  /** What it carries now. */
  get source(): Source | undefined {
    return this.current
  }

  /** The packets that it has sent, for its receiver's reports to be compared with. */
  get packetsSent(): number {
    return this.packets
  }

  /** Carries another source from its next key frame on; none at once. */
  follow(source: Source | undefined, now: number): void {
    if (source === (this.wanted ?? this.current) && (source || !this.current)) return
    if (this.wanted && this.wanted !== this.current) this.wanted.listeners.delete(this)
    this.wanted = undefined
    if (source === this.current) return
    if (!source) {
      this.current?.listeners.delete(this)
      this.current = undefined
      return
    }
    this.wanted = source
    source.listeners.add(this)
    source.needKeyFrame('start', now)
  }

  /** The receiver lost what it needs. */
  needKeyFrame(now: number): void {
    this.current?.needKeyFrame('loss', now)
  }

  take(source: Source, packet: MediaPacket): void {
    const payloadType = this.options.payloadTypes.get(packet.codec)
    if (payloadType === undefined) return
    if (source === this.wanted && packet.beginsKeyFrame) this.changeOver(packet)
    if (source !== this.current) return
    // What is older than the change belongs to a picture that the receiver never saw begin.
    if (this.since.packets < 2_000 && ahead(packet.sequence, this.since.sequence) < 0) return
    this.since.packets++
    const header = {
      marker: packet.marker,
      payloadType,
      sequence: (packet.sequence + this.sequenceBy) & 0xffff,
      timestamp: (packet.timestamp + this.timestampBy) >>> 0,
      ssrc: this.options.ssrc,
    }
    if (!this.last || ahead(header.sequence, this.last.sequence) > 0)
      this.last = { sequence: header.sequence, timestamp: header.timestamp, capturedAt: packet.capturedAt }
    this.sent[header.sequence % kept] = { header, payload: packet.payload }
    this.packets++
    this.octets += packet.payload.length
    this.options.send(writeRtp(header, packet.payload))
  }

  private changeOver(packet: MediaPacket): void {
    if (this.current !== this.wanted) this.current?.listeners.delete(this)
    this.current = this.wanted
    this.wanted = undefined
    const sequence = this.last ? this.last.sequence + 1 : randomInt(0x8000)
    this.sequenceBy = sequence - packet.sequence
    this.origin ??= { timestamp: randomInt(0x7fffffff), capturedAt: packet.capturedAt }
    const { origin, options } = this
    const later = ((packet.capturedAt - origin.capturedAt) * options.clockRate) / 1000
    let timestamp = (origin.timestamp + Math.round(later)) >>> 0
    // Whatever clocks say, time does not go back.
    const least = options.clockRate / 50
    if (this.last && ticksAhead(timestamp, this.last.timestamp) < least) timestamp = (this.last.timestamp + least) >>> 0
    this.timestampBy = timestamp - packet.timestamp
    this.since = { sequence: packet.sequence, packets: 0, at: packet.capturedAt }
  }

  /** Sends again what is still kept. @returns how many packets that were */
  again(sequences: readonly number[]): number {
    let count = 0
    for (const sequence of sequences) {
      const one = this.sent[sequence % kept]
      if (one?.header.sequence !== sequence) continue
      this.options.send(writeRtp(one.header, one.payload))
      count++
    }
    return count
  }

  /** The report by which the receiver puts sound and picture together; undefined while nothing is known to report. */
  report(now: number): Buffer | undefined {
    const { current, last } = this
    if (!current || !last) return undefined
    if (!current.isTimed && now - this.since.at < reportedWithout) return undefined
    const capturedAt = current.capturedAt((last.timestamp - this.timestampBy) >>> 0) - (this.options.older ?? 0)
    const timestamp = (last.timestamp + Math.round(((now - capturedAt) * this.options.clockRate) / 1000)) >>> 0
    const { packets, octets } = this
    return senderReport(this.options.ssrc, { ntp: toNtp(now), timestamp, packets, octets }, this.options.name)
  }

  close(): void {
    this.current?.listeners.delete(this)
    this.wanted?.listeners.delete(this)
    this.current = undefined
    this.wanted = undefined
  }
}
