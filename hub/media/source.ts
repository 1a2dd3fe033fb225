import { KeyFrames, type NeedOfKeyFrame } from './key-frames.ts'
import { Reception } from './reception.ts'
import { beginsKeyFrame, type Codec } from './rtp/key-frame.ts'
import { type RtpPacket, ticksAhead } from './rtp/packet.ts'
import { fromNtp, nack, pictureLoss, type ReportBlock, type RtcpMessage } from './rtp/rtcp.ts'

/** What of a lesson a stream carries. */
export type TrackName = 'host-sound' | 'host-small' | 'host-sharp' | 'floor-sound' | 'floor-picture'

/** A packet on its way from a publisher to everybody. */
export interface MediaPacket extends RtpPacket {
  codec: Codec
  /** True of all sound. */
  beginsKeyFrame: boolean
  /** When it was taken by microphone or camera, by the hub's clock, ms since 1970; as well as is known. */
  capturedAt: number
}

/** Who gets a source's packets. */
export interface Listener {
  take(source: Source, packet: MediaPacket): void
}

/** By how much a publisher's clock is behind the hub's, ms; the same for all its streams, which keeps lips and sound together. */
export interface PublisherClock {
  behind?: number | undefined
}

/** Nothing is under way so long, ms: what seems to be came from a clock that was set anew. */
const longestWay = 10_000

/** What a publisher may send of one stream, bytes a second: more is dropped before it reaches anybody. */
const ceilings = { sound: 40_000, picture: 500_000 }

/** One encoding that a publisher sends. */
export class Source {
  readonly listeners = new Set<Listener>()
  readonly clockRate: number
  codec: Codec | undefined
  /** When anything of it last came, ms since 1970. */
  heardAt = 0
  private readonly reception: Reception
  private readonly keyFrames = new KeyFrames()
  private report: { ntp: bigint; timestamp: number; at: number } | undefined
  private anchor: { timestamp: number; at: number } | undefined
  private allowance: { bytes: number; at: number }

  /**
   * @param ssrc the publisher's number of it
   * @param send what goes back to the publisher
   * @param own the hub's number in what it sends
   */
  constructor(
    readonly track: TrackName,
    readonly ssrc: number,
    private readonly clock: PublisherClock,
    private readonly send: (packet: Buffer) => void,
    private readonly own: number,
  ) {
    this.clockRate = this.isSound ? 48_000 : 90_000
    this.reception = new Reception(this.clockRate)
    this.allowance = { bytes: this.ceiling, at: 0 }
  }

  get isSound(): boolean {
    return this.track.endsWith('sound')
  }

  /** Whether it is known which of the publisher's times its timestamps are. */
  get isTimed(): boolean {
    return this.report !== undefined
  }

  private get ceiling(): number {
    return this.isSound ? ceilings.sound : ceilings.picture
  }

  /** Takes a packet and passes it on. @param now ms since 1970 @returns false where it was none that may go on */
  take(packet: RtpPacket, codec: Codec, now: number): boolean {
    if (!this.isAllowed(packet.bytes.length, now)) return false
    if (!this.reception.take(packet.sequence, packet.timestamp, now)) return false
    this.codec = codec
    this.heardAt = now
    this.anchor ??= { timestamp: packet.timestamp, at: now }
    if (Math.abs(this.capturedAt(packet.timestamp) - now) > longestWay) this.reckonAnew(packet.timestamp, now)
    const begins = beginsKeyFrame(codec, packet.payload)
    if (begins) this.keyFrames.came()
    const passed: MediaPacket = {
      ...packet,
      codec,
      beginsKeyFrame: begins,
      capturedAt: this.capturedAt(packet.timestamp),
    }
    for (const listener of this.listeners) listener.take(this, passed)
    return true
  }

  /** By when it comes, until the publisher says anew which time its timestamps are. */
  private reckonAnew(timestamp: number, at: number): void {
    this.report = undefined
    this.clock.behind = undefined
    this.anchor = { timestamp, at }
  }

  private isAllowed(bytes: number, now: number): boolean {
    const gained = (Math.max(0, now - this.allowance.at) / 1000) * this.ceiling
    const left = Math.min(this.ceiling, this.allowance.bytes + gained)
    this.allowance = { bytes: left >= bytes ? left - bytes : left, at: now }
    return left >= bytes
  }

  /** When a timestamp was, by the hub's clock: by the publisher's sender reports, before the first by when it came. */
  capturedAt(timestamp: number): number {
    if (this.report) {
      const { ntp, timestamp: reported } = this.report
      return fromNtp(ntp) + (this.clock.behind ?? 0) + (ticksAhead(timestamp, reported) / this.clockRate) * 1000
    }
    if (!this.anchor) return 0
    return this.anchor.at + (ticksAhead(timestamp, this.anchor.timestamp) / this.clockRate) * 1000
  }

  /** Takes the publisher's word on which time a timestamp is. */
  takeReport({ ntp, timestamp }: Extract<RtcpMessage, { is: 'sender-report' }>, now: number): void {
    this.clock.behind ??= now - fromNtp(ntp)
    this.report = { ntp, timestamp, at: now }
  }

  /** Somebody needs a key frame of it. */
  needKeyFrame(need: NeedOfKeyFrame, now: number): void {
    if (!this.isSound && this.keyFrames.need(need, now)) this.send(pictureLoss(this.own, this.ssrc))
  }

  /** Asks again for what was lost, and for a key frame that has not come. */
  tick(now: number): void {
    const lost = this.reception.toAsk(now)
    if (lost.length > 0) this.send(nack(this.own, this.ssrc, lost))
    if (this.keyFrames.due(now)) this.send(pictureLoss(this.own, this.ssrc))
  }

  /** What the publisher is told of how it arrives. */
  block(now: number): ReportBlock {
    return {
      ssrc: this.ssrc,
      ...this.reception.report(),
      lastReport: this.report ? Number((this.report.ntp >> 16n) & 0xffffffffn) : 0,
      delay: this.report ? Math.round(((now - this.report.at) / 1000) * 65_536) : 0,
    }
  }
}
