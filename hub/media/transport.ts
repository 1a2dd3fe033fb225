import { isIPv6 } from 'node:net'
import type { Leg } from './leg.ts'
import type { Library } from './library.ts'
import type { LocalTransport } from './sdp/answer.ts'
import type { Offer } from './sdp/offer.ts'

/** Where media come in. */
export interface MediaPort {
  /** The one UDP port; 0 any. */
  port: number
  /** Under which addresses it is reached from outside, beside the machine's own. */
  addresses: readonly string[]
}

/** What a transport tells. */
export interface TransportEvents {
  /** An RTP or RTCP packet, deciphered. */
  packet(bytes: Buffer): void
  connected(): void
  /** It is over, by whomever; once, and nothing comes after it. */
  closed(): void
}

export interface Transport extends Leg {
  local: LocalTransport
}

/**
 * Opens the hub's end of a connection that was offered.
 *
 * Of the library it takes ICE, DTLS and SRTP. Which stream is whose is the hub's own business: the library is told of one
 * medium that holds all there is, since it would drop packets whose stream no SDP has named. It is told of no address of the
 * other side, either: the hub answers who knocks with the right password, and nobody can make it send to strangers.
 *
 * @throws where the library does not take what the offer says of the transport
 */
export async function openTransport(
  library: Library,
  offer: Offer,
  { port, addresses }: MediaPort,
  events: TransportEvents,
): Promise<Transport> {
  const peer = new library.PeerConnection('', {
    iceServers: [],
    enableIceUdpMux: true,
    disableAutoNegotiation: true,
    portRangeBegin: port,
    portRangeEnd: port,
  })
  let isOver = false
  const over = () => {
    if (isOver) return
    isOver = true
    peer.close()
    events.closed()
  }
  try {
    const video = new library.Video('0', 'SendRecv')
    video.addVideoCodec(96, 'H264')
    const track = peer.addTrack(video)
    track.onMessage((bytes) => {
      if (!isOver) events.packet(bytes)
    })
    peer.onStateChange((state) => {
      if (state === 'connected' && !isOver) events.connected()
      if (state === 'failed' || state === 'closed') over()
    })
    peer.setRemoteDescription(oneMedium(offer), 'offer')
    const gathered = new Promise<void>((resolve) => {
      peer.onGatheringStateChange((state) => {
        if (state === 'complete') resolve()
      })
    })
    peer.setLocalDescription('answer')
    await gathered
    return {
      local: localOf(peer.localDescription()?.sdp ?? '', addresses),
      send(packet) {
        if (isOver || !track.isOpen()) return
        try {
          track.sendMessageBinary(packet)
        } catch {
          // Between the check and the sending the line may have gone: then the packet is lost like any other.
        }
      },
      close: over,
    }
  } catch (error) {
    isOver = true
    peer.close()
    throw error
  }
}

function oneMedium({ iceUfrag, icePwd, fingerprint, setup }: Offer): string {
  return [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    'a=sendrecv',
    `a=ice-ufrag:${iceUfrag}`,
    `a=ice-pwd:${icePwd}`,
    `a=fingerprint:${fingerprint.algorithm} ${fingerprint.value}`,
    `a=setup:${setup}`,
    'a=rtcp-mux',
    'a=rtpmap:96 H264/90000',
    '',
  ].join('\r\n')
}

/** What the library says of its end. @throws where it says nothing */
function localOf(sdp: string, addresses: readonly string[]): LocalTransport {
  const lines = sdp.split(/\r?\n/)
  const say = (name: string) => {
    const line = lines.find((one) => one.startsWith(`a=${name}:`))
    if (!line) throw new Error(`the library's answer has no ${name}`)
    return line.slice(name.length + 3)
  }
  const own = lines.filter((line) => line.startsWith('a=candidate:')).map((line) => line.slice(2))
  const port = own[0]?.split(' ')[5] ?? '9'
  const setup = say('setup')
  return {
    iceUfrag: say('ice-ufrag'),
    icePwd: say('ice-pwd'),
    fingerprint: say('fingerprint'),
    setup: setup === 'passive' ? 'passive' : 'active',
    candidates: [...addresses.map((address, i) => outside(address, port, i)), ...own],
  }
}

/** An address under which the port is reached from outside: a host candidate before all others (RFC 8445, 5.1.2). */
function outside(address: string, port: string, number: number): string {
  const preference = 65_535 - number - (isIPv6(address) ? 0 : 100)
  const priority = 126 * 2 ** 24 + preference * 2 ** 8 + 255
  return `candidate:outside${number} 1 UDP ${priority} ${address} ${port} typ host`
}
