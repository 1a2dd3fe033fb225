import nodeDataChannel, { type PeerConnection, type Track } from 'node-datachannel'
import { isRtcp, type RtpPacket, readRtp, writeRtp } from '../../hub/media/rtp/packet.ts'
import { type RtcpMessage, readRtcp } from '../../hub/media/rtp/rtcp.ts'

/** What a peer of a test sends or takes. */
export interface Medium {
  kind: 'audio' | 'video'
  /** Of what it sends; 0 without a word of it in the offer. */
  ssrc?: number
  codec?: 'opus' | 'h264' | 'vp8'
}

/** A WebRTC client in the test's own process, which sends and takes bare RTP. */
export class Peer {
  readonly packets: RtpPacket[] = []
  readonly reports: RtcpMessage[] = []
  private readonly tracks: Track[] = []
  private readonly waiting: { is: () => boolean; resolve: () => void }[] = []
  private state = 'new'

  private constructor(private readonly connection: PeerConnection) {
    connection.onStateChange((state) => {
      this.state = state
      this.look()
    })
  }

  /** @returns a peer and its offer, with all its addresses in it */
  static async offer(direction: 'SendOnly' | 'RecvOnly', media: readonly Medium[]): Promise<[Peer, string]> {
    const connection = new nodeDataChannel.PeerConnection('', { iceServers: [], disableAutoNegotiation: true })
    const peer = new Peer(connection)
    for (const [i, medium] of media.entries()) peer.add(`${i}`, direction, medium)
    const gathered = new Promise<void>((resolve) =>
      connection.onGatheringStateChange((state) => {
        if (state === 'complete') resolve()
      }),
    )
    connection.setLocalDescription('offer')
    await gathered
    return [peer, connection.localDescription()?.sdp ?? '']
  }

  private add(mid: string, direction: 'SendOnly' | 'RecvOnly', { kind, ssrc, codec }: Medium): void {
    const { Audio, Video } = nodeDataChannel
    const made = kind === 'audio' ? new Audio(mid, direction) : new Video(mid, direction)
    if (made instanceof Video) {
      if (codec !== 'vp8') made.addH264Codec(102)
      if (codec !== 'h264') made.addVP8Codec(96)
    } else made.addOpusCodec(111)
    if (ssrc) made.addSSRC(ssrc, 'peer', 'peer', `track${mid}`)
    const track = this.connection.addTrack(made)
    track.onMessage((bytes) => {
      if (isRtcp(bytes)) this.reports.push(...readRtcp(bytes))
      else {
        const packet = readRtp(bytes)
        if (packet) this.packets.push({ ...packet, payload: Buffer.from(packet.payload) })
      }
      this.look()
    })
    this.tracks.push(track)
  }

  async answered(sdp: string): Promise<void> {
    this.connection.setRemoteDescription(sdp, 'answer')
    await this.until(() => this.state === 'connected')
  }

  /** Sends one packet in its medium of that number. */
  send(medium: number, header: Parameters<typeof writeRtp>[0], payload: readonly number[]): void {
    this.tracks[medium]?.sendMessageBinary(writeRtp(header, Buffer.from(payload)))
  }

  /** Sends any bytes. */
  sendBytes(medium: number, bytes: Buffer): void {
    this.tracks[medium]?.sendMessageBinary(bytes)
  }

  /** Resolves as soon as something is so: looked at whenever anything comes in. */
  until(is: () => boolean): Promise<void> {
    if (is()) return Promise.resolve()
    return new Promise((resolve) => this.waiting.push({ is, resolve }))
  }

  private look(): void {
    for (const one of this.waiting.filter(({ is }) => is())) {
      this.waiting.splice(this.waiting.indexOf(one), 1)
      one.resolve()
    }
  }

  close(): void {
    this.connection.close()
  }
}
