import { join, newConnection, type Session } from '../../src/media/session.ts'

/** The app's own client in a page of a test. */
export interface MediaPage {
  /** Publishes a camera's picture and a microphone's sound. */
  publish(url: string, token: string): Promise<void>
  /** How many packets the other side says it has of each. */
  arrived(): Promise<number[]>
  leave(): void
}

let session: Session | undefined

const page: MediaPage = {
  async publish(url, token) {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
    const connection = await newConnection({ iceServers: [] })
    for (const track of stream.getTracks())
      connection.addTransceiver(track, { direction: 'sendonly', streams: [stream] })
    const joined = await join(connection, { url, token }, new AbortController().signal)
    if (typeof joined === 'string') throw new Error(joined)
    session = joined
  },
  async arrived() {
    const stats = [...((await session?.connection.getStats())?.values() ?? [])]
    const reported = stats.filter(({ type }) => type === 'remote-inbound-rtp').map(({ localId }) => localId)
    return stats.filter(({ id }) => reported.includes(id)).map(({ packetsSent }) => packetsSent)
  },
  leave: () => session?.leave(),
}

Object.assign(window, { page })
