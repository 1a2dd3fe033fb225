import nodeDataChannel, { type PeerConnection, type Track } from 'node-datachannel'
import { isRtcp } from '../../../../hub/media/rtp/packet.ts'
import { payloadTypes } from './stream.ts'

/** Who watches, in this process, and does no more than decipher and count. */
export class Listener {
  packets = 0
  private readonly tracks: Track[] = []

  private constructor(private readonly peer: PeerConnection) {}

  /** Offers to watch. @param answer gives the answer to it */
  static async asking(answer: (offer: string) => Promise<string>): Promise<Listener> {
    const listener = Listener.open()
    const { peer } = listener
    const { Audio, Video } = nodeDataChannel
    const sound = new Audio('0', 'RecvOnly')
    sound.addOpusCodec(payloadTypes.audio)
    const picture = new Video('1', 'RecvOnly')
    picture.addH264Codec(payloadTypes.video)
    for (const one of [sound, picture]) listener.take(peer.addTrack(one))
    const stands = listener.stands()
    const local = listener.gathered()
    peer.setLocalDescription('offer')
    peer.setRemoteDescription(await answer(await local), 'answer')
    await stands
    return listener
  }

  /** Takes what is offered. @param answered is given the answer */
  static async asked(offer: string, answered: (answer: string) => Promise<void>): Promise<Listener> {
    const listener = Listener.open()
    const { peer } = listener
    peer.onTrack((track) => listener.take(track))
    const stands = listener.stands()
    const local = listener.gathered()
    peer.setRemoteDescription(offer, 'offer')
    peer.setLocalDescription('answer')
    await answered(await local)
    await stands
    return listener
  }

  private static open(): Listener {
    return new Listener(new nodeDataChannel.PeerConnection('', { iceServers: [], disableAutoNegotiation: true }))
  }

  private take(track: Track): void {
    this.tracks.push(track)
    // It answers sender reports, as players do: the hub lets go who says nothing.
    track.setMediaHandler(new nodeDataChannel.RtcpReceivingSession())
    track.onMessage((bytes) => {
      if (!isRtcp(bytes)) this.packets++
    })
  }

  private gathered(): Promise<string> {
    const { peer } = this
    return new Promise((resolve) =>
      peer.onGatheringStateChange((state) => {
        if (state === 'complete') resolve(peer.localDescription()?.sdp ?? '')
      }),
    )
  }

  private stands(): Promise<void> {
    return new Promise((resolve, reject) =>
      this.peer.onStateChange((state) => {
        if (state === 'connected') resolve()
        if (state === 'failed' || state === 'closed') reject(new Error('no connection'))
      }),
    )
  }

  close(): void {
    this.peer.close()
  }
}
