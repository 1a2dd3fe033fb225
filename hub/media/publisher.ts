import { randomInt } from 'node:crypto'
import type { Leg } from './leg.ts'
import type { Codec } from './rtp/key-frame.ts'
import { extensionOf, isRtcp, type RtpPacket, readRtp } from './rtp/packet.ts'
import { mostBitrate, readRtcp, receiverReport } from './rtp/rtcp.ts'
import { type PublisherClock, Source, type TrackName } from './source.ts'

/** What of an offer a publisher sends, as it was agreed. */
export interface PublishedSection {
  mid: string
  track: TrackName
  codecs: ReadonlyMap<number, Codec>
  ssrcs: readonly number[]
  midExtension?: number
}

/** How often a publisher is told how it arrives, ms. */
const reportEvery = 1_000

/** What a publisher may send in all, bits a second: a sharp picture, a small one and sound. */
const mostOfAll = 2_500_000

/** A stream that is heard keeps its place against one that nobody has named, until it has been silent so long, ms. */
const keepsPlace = 2_000

/** An encoder that starts anew takes another number: the old one is over. More than so many are no encoder. */
const mostStreams = 32

/** Who sends: the host, or whoever has the floor. */
export class Publisher {
  readonly sources = new Map<TrackName, Source>()
  /** When anything was last heard of it, ms. */
  heardAt: number
  private readonly bySsrc = new Map<number, { section: PublishedSection; source: Source }>()
  private readonly clock: PublisherClock = {}
  private readonly own = randomInt(1, 0xffffffff)
  private reportedAt: number

  /**
   * @param changed is told when a source is new
   * @param now ms since 1970
   */
  constructor(
    private readonly leg: Leg,
    private readonly sections: readonly PublishedSection[],
    private readonly changed: () => void,
    now: number,
  ) {
    this.heardAt = now
    this.reportedAt = now
  }

  /** Takes what came over its connection: whatever it is, nothing of it but its own agreed media goes on. */
  take(bytes: Buffer, now: number): void {
    if (isRtcp(bytes)) {
      this.heardAt = now
      for (const message of readRtcp(bytes))
        if (message.is === 'sender-report') this.bySsrc.get(message.ssrc)?.source.takeReport(message, now)
      return
    }
    const packet = readRtp(bytes)
    if (!packet) return
    const known = this.bySsrc.get(packet.ssrc) ?? this.begin(packet, now)
    const codec = known?.section.codecs.get(packet.payloadType)
    if (!known || !codec) return
    if (known.source.take(packet, codec, now)) this.heardAt = now
  }

  /** A stream's first packet: whose it is stands in the offer, in the packet, or follows from its payload type. */
  private begin(packet: RtpPacket, now: number): { section: PublishedSection; source: Source } | undefined {
    const named = this.sectionNamedBy(packet)
    const section = named ?? this.sectionPossibleFor(packet)
    if (!section?.codecs.has(packet.payloadType)) return undefined
    const before = this.sources.get(section.track)
    if (before && !named && now - before.heardAt < keepsPlace) return undefined
    if (this.bySsrc.size >= mostStreams) {
      this.leg.close() // it may come again, and begin anew
      return undefined
    }
    const source = new Source(section.track, packet.ssrc, this.clock, (bytes) => this.leg.send(bytes), this.own)
    const begun = { section, source }
    this.bySsrc.set(packet.ssrc, begun)
    this.sources.set(section.track, source)
    this.changed()
    return begun
  }

  private sectionNamedBy(packet: RtpPacket): PublishedSection | undefined {
    const named = this.sections.find(({ ssrcs }) => ssrcs.includes(packet.ssrc))
    if (named) return named
    const mids = this.sections.filter(({ mid, midExtension }) => {
      const said = midExtension === undefined ? undefined : extensionOf(packet, midExtension)
      return said?.toString('latin1') === mid
    })
    return mids[0]
  }

  private sectionPossibleFor(packet: RtpPacket): PublishedSection | undefined {
    const possible = this.sections.filter(({ codecs }) => codecs.has(packet.payloadType))
    return possible.length === 1 ? possible[0] : undefined
  }

  /** What is due: reports, and asking again for what was lost. */
  tick(now: number): void {
    for (const source of this.sources.values()) source.tick(now)
    if (now - this.reportedAt < reportEvery) return
    this.reportedAt = now
    const sources = [...this.sources.values()]
    if (sources.length === 0) return
    const report = receiverReport(
      this.own,
      sources.map((source) => source.block(now)),
    )
    const most = mostBitrate(
      this.own,
      mostOfAll,
      sources.map(({ ssrc }) => ssrc),
    )
    this.leg.send(Buffer.concat([report, most]))
  }

  close(): void {
    for (const { source } of this.bySsrc.values()) source.listeners.clear()
    this.sources.clear()
    this.bySsrc.clear()
  }
}
