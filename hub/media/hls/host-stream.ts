import { ticksAhead } from '../rtp/packet.ts'
import type { MediaPacket } from '../source.ts'
import { type Frame, H264Frames } from './h264-frames.ts'
import { InOrder } from './in-order.ts'
import { opusDuration } from './opus.ts'
import type { Sample } from './segmenter.ts'
import { type PictureFormat, readSps } from './sps.ts'

export interface StreamEvents {
  sample(sample: Sample): void
  /** Another stream than before. */
  changed(): void
  /** The picture that comes now is of another size, and all that came before has been given. */
  resized(): void
}

/** Where a stream's own time and the hub's part by so much it was set anew, s. */
const parted = 5

/** One of the host's streams, put in order, put together, and given its time. */
export class HostStream {
  format: PictureFormat | undefined
  private ssrc: number | undefined
  private order: InOrder
  private anchor: { at: number; timestamp: number } | undefined
  private held: (Omit<Sample, 'duration'> & { duration?: number }) | undefined

  constructor(
    private readonly isSound: boolean,
    private readonly events: StreamEvents,
  ) {
    this.order = this.newOrder()
  }

  private newOrder(): InOrder {
    if (this.isSound) return new InOrder((packet) => this.takeSound(packet))
    const frames = new H264Frames((frame) => this.takeFrame(frame))
    return new InOrder((packet, afterGap) => frames.take(packet, afterGap))
  }

  take(packet: MediaPacket, now: number): void {
    if (packet.ssrc !== this.ssrc) {
      if (this.ssrc !== undefined) {
        this.order = this.newOrder()
        this.events.changed()
      }
      this.ssrc = packet.ssrc
      this.anchor = undefined
      this.held = undefined
    }
    this.order.take(packet, now)
  }

  /** From now on for other segments, which begin with a key frame. */
  anew(): void {
    this.anchor = undefined
    this.held = undefined
  }

  private takeSound({ payload, timestamp, capturedAt }: MediaPacket): void {
    if (payload.length === 0) return
    this.lookForJump(timestamp, capturedAt, 48_000)
    this.events.sample({
      bytes: payload,
      isKey: true,
      at: this.timeOf(timestamp, capturedAt, 48_000),
      duration: opusDuration(payload),
    })
  }

  /** Segments whose times leap would keep players, and what is kept, waiting for what never comes. */
  private lookForJump(timestamp: number, capturedAt: number, clockRate: number): void {
    if (!this.anchor) return
    const at = this.anchor.at + ticksAhead(timestamp, this.anchor.timestamp) / clockRate
    if (Math.abs(at - capturedAt / 1000) <= parted) return
    this.anew()
    this.events.changed()
  }

  private takeFrame(frame: Frame): void {
    this.lookForJump(frame.timestamp, frame.capturedAt, 90_000)
    const format = frame.sps && readSps(frame.sps)
    const before = this.format
    if (format) this.format = format
    if (format && before && (format.width !== before.width || format.height !== before.height)) {
      if (this.anchor) this.endHeld(this.timeOf(frame.timestamp, frame.capturedAt, 90_000))
      this.events.resized()
    }
    const { bytes, isKey, timestamp, capturedAt } = frame
    if (!isKey && !this.anchor) return
    const at = this.timeOf(timestamp, capturedAt, 90_000)
    this.endHeld(at)
    this.held = { bytes, isKey, at }
  }

  /** How long a picture stands is known when the next one comes. */
  private endHeld(at: number): void {
    if (this.held) this.events.sample({ ...this.held, duration: Math.max(0.001, at - this.held.at) })
    this.held = undefined
  }

  /** s since 1970: from where the stream's clock stood when it began, so that it goes on evenly. */
  private timeOf(timestamp: number, capturedAt: number, clockRate: number): number {
    if (!this.anchor) this.anchor = { at: capturedAt / 1000, timestamp }
    const at = this.anchor.at + ticksAhead(timestamp, this.anchor.timestamp) / clockRate
    // Moved along, or it would go round after half a day.
    this.anchor = { at, timestamp }
    return at
  }
}
