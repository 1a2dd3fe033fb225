import type { DeviceId } from '../../core/facts/ids.ts'
import type { Echoes } from './echoes.ts'
import type { Leg } from './leg.ts'
import { decideRedundancy, once, type Redundancy } from './redundancy.ts'
import type { Codec } from './rtp/key-frame.ts'
import { isRtcp } from './rtp/packet.ts'
import { type ReportBlock, readRtcp } from './rtp/rtcp.ts'
import { Slot } from './slot.ts'
import type { Source } from './source.ts'

/** What a receiver has room for, whoever is there to fill it. */
export type SlotName = 'host-sound' | 'host-picture' | 'floor-sound' | 'floor-picture'

/** Which picture a receiver gets; sound it has always. */
export type Picture = 'sharp' | 'small' | 'none'

export interface AgreedSlot {
  ssrc: number
  payloadTypes: ReadonlyMap<Codec, number>
}

/** What is known of a receiver's line. */
export interface Line {
  /** Lost of what was sent, 0 to 1, smoothed. */
  loss: number
  /** There and back, ms. */
  roundTrip?: number
  soundTwice: boolean
}

/**
 * A camera says of a frame when it was read out, up to a frame behind the moment that it shows, and a browser has it on the screen one or two
 * frames behind the moment that it reckons with: the sound would be some 50 to 75 ms ahead. Receivers wait with it for what they take for
 * older, ms.
 */
const pictureOlder = 50

/** How often a receiver is told which time its timestamps are, ms. */
const reportEvery = 1_000

/** Packets that are sent again for one receiver, a second: who asks for more harms nobody but itself. */
const mostAgain = 400

/** Who watches: one stream for each slot that was agreed. */
export class Receiver {
  /** Which it is to get at the next key frame, `none` at once: as soon as its unit has arranged it. */
  picture: Picture = 'sharp'
  private heardAt: number
  private readonly slots = new Map<SlotName, Slot>()
  private redundancy: Redundancy = once
  private roundTrip: number | undefined
  private again = { left: mostAgain, since: 0 }
  private asked = { packets: 0, sent: 0 }
  private reportedAt: number
  private servedSince: number | undefined

  /** @param now ms since 1970 */
  constructor(
    readonly device: DeviceId,
    private readonly leg: Leg,
    agreed: ReadonlyMap<SlotName, AgreedSlot>,
    private readonly echoes: Echoes,
    now: number,
  ) {
    this.heardAt = now
    // The reports of many receivers are spread over the second.
    this.reportedAt = now - Math.random() * reportEvery
    for (const [name, { ssrc, payloadTypes }] of agreed) {
      const isSound = name.endsWith('sound')
      const options = {
        ssrc,
        payloadTypes,
        clockRate: isSound ? 48_000 : 90_000,
        older: isSound ? 0 : pictureOlder,
        name: name.startsWith('host') ? 'host' : 'floor',
        send: isSound ? this.sendSound : (packet: Buffer) => leg.send(packet),
      }
      this.slots.set(name, new Slot(options))
    }
  }

  get line(): Line {
    const { loss, twice } = this.redundancy
    return { loss, soundTwice: twice, ...(this.roundTrip !== undefined && { roundTrip: this.roundTrip }) }
  }

  /** Since when it should have been heard, ms; undefined while nothing is sent to it, when it has nothing to report. */
  get missedSince(): number | undefined {
    return this.servedSince && Math.max(this.servedSince, this.heardAt)
  }

  private readonly sendSound = (packet: Buffer) => {
    this.leg.send(packet)
    if (this.redundancy.twice) this.echoes.add(this.leg, packet)
  }

  follow(name: SlotName, source: Source | undefined, now: number): void {
    this.slots.get(name)?.follow(source, now)
  }

  /** Takes what came over its connection: reports, and what it asks for. */
  take(bytes: Buffer, now: number): void {
    if (!isRtcp(bytes)) return
    this.heardAt = now
    for (const message of readRtcp(bytes)) {
      if (message.is === 'receiver-report' || message.is === 'sender-report')
        for (const block of message.blocks) this.takeReport(block, now)
      if (message.is === 'nack') this.sendAgain(message.media, message.sequences, now)
      if (message.is === 'key-frame') this.slotOf(message.media)?.[1].needKeyFrame(now)
    }
  }

  private slotOf(ssrc: number): [SlotName, Slot] | undefined {
    return [...this.slots].find(([, slot]) => slot.ssrc === ssrc)
  }

  private takeReport(block: ReportBlock, now: number): void {
    const [name, slot] = this.slotOf(block.ssrc) ?? []
    if (!name || !slot) return
    if (block.lastReport) this.roundTrip = roundTripOf(block, now) ?? this.roundTrip
    const isSound = name.endsWith('sound')
    const lostShare = isSound ? block.lostShare : Math.max(block.lostShare, this.askedShare(slot))
    this.redundancy = decideRedundancy(this.redundancy, { at: now, lostShare, of: isSound ? 'sound' : 'picture' })
  }

  /** The share of a picture's packets that was asked for again since the last report: a report leaves out what then came. */
  private askedShare(slot: Slot): number {
    const sent = slot.packetsSent - this.asked.sent
    const share = sent > 0 ? Math.min(1, this.asked.packets / sent) : 0
    this.asked = { packets: 0, sent: slot.packetsSent }
    return share
  }

  private sendAgain(media: number, sequences: readonly number[], now: number): void {
    const [, slot] = this.slotOf(media) ?? []
    if (!slot) return
    this.asked.packets += sequences.length
    if (now - this.again.since >= 1_000) this.again = { left: mostAgain, since: now }
    this.again.left -= slot.again(sequences.slice(0, Math.max(0, this.again.left)))
  }

  /** What is due: the reports that keep lips and sound together. */
  tick(now: number): void {
    const isServed = [...this.slots.values()].some(({ source }) => source !== undefined)
    this.servedSince = isServed ? (this.servedSince ?? now) : undefined
    if (now - this.reportedAt < reportEvery) return
    this.reportedAt = now
    const reports = [...this.slots.values()].flatMap((slot) => slot.report(now) ?? [])
    if (reports.length > 0) this.leg.send(Buffer.concat(reports))
  }

  close(): void {
    for (const slot of this.slots.values()) slot.close()
  }
}

/** RFC 3550, 6.4.1: from the middle of the NTP times. @returns ms, or undefined where the report makes no sense */
function roundTripOf({ lastReport, delay }: ReportBlock, now: number): number | undefined {
  const middle = Math.floor(((now / 1000 + 2_208_988_800) % 65_536) * 65_536)
  const trip = ((middle - lastReport - delay) | 0) / 65.536
  return trip >= 0 && trip < 60_000 ? trip : undefined
}
