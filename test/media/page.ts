import { receive } from '../../src/media/receive.ts'
import { type Came, cameIn } from '../../src/media/rtc-sample.ts'
import { join, newConnection, type Session } from '../../src/media/session.ts'

/** The app's own client in a page of a test. */
export interface MediaPage {
  /** Publishes a camera's picture and a microphone's sound. */
  publish(url: string, token: string): Promise<void>
  /** How many packets the other side says it has of each. */
  arrived(): Promise<number[]>
  leave(): void
  /** Watches beside that, instead of what was watched before. */
  watch(url: string, token: string): Promise<void>
  /** What has come of sound and picture. */
  came(): Promise<Came[]>
  leaveWatching(): void
}

let session: Session | undefined
let watching: (Session & { receivers: (RTCRtpReceiver | undefined)[] }) | undefined

async function joined(connection: RTCPeerConnection, url: string, token: string): Promise<Session> {
  const made = await join(connection, { url, token }, new AbortController().signal)
  if (typeof made === 'string') throw new Error(made)
  return made
}

const page: MediaPage = {
  async publish(url, token) {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
    const connection = await newConnection({ iceServers: [] })
    for (const track of stream.getTracks())
      connection.addTransceiver(track, { direction: 'sendonly', streams: [stream] })
    session = await joined(connection, url, token)
  },
  async arrived() {
    const stats = [...((await session?.connection.getStats())?.values() ?? [])]
    const reported = stats.filter(({ type }) => type === 'remote-inbound-rtp').map(({ localId }) => localId)
    return stats.filter(({ id }) => reported.includes(id)).map(({ packetsSent }) => packetsSent)
  },
  leave: () => session?.leave(),
  async watch(url, token) {
    const connection = await newConnection({ iceServers: [] })
    const receiver = receive(connection, ['hostSound', 'hostPicture'], () => undefined)
    const made = await joined(connection, url, token)
    watching = { ...made, receivers: [receiver('hostSound'), receiver('hostPicture')] }
  },
  async came() {
    const stats = await Promise.all((watching?.receivers ?? []).map((one) => one?.getStats()))
    return stats.map((one) => cameIn(one?.values() ?? []))
  },
  leaveWatching: () => watching?.leave(),
}

Object.assign(window, { page })
