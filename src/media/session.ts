import type { MediaAccess } from '../../core/media/access.ts'
import type { NoSession } from './doors.ts'

type Door = NonNullable<MediaAccess['watch']>

/** A WHIP or WHEP session: what is sent in it is the connection's, and it ends by HTTP. */
export interface Session {
  connection: RTCPeerConnection
  /** WHEP's layer extension: which picture is wanted. */
  choose(picture: 'sharp' | 'small'): void
  leave(): void
}

/** The adapter evens browsers out; it comes with the first connection. */
export async function evenOut(): Promise<void> {
  await import('webrtc-adapter')
}

/** A connection as the hub expects it: all on one transport. */
export async function newConnection({ iceServers }: Pick<MediaAccess, 'iceServers'>): Promise<RTCPeerConnection> {
  await evenOut()
  return new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' })
}

/** Joins with what the connection offers; the answer has the hub's addresses, and the hub needs none of this side's. */
export async function join(
  connection: RTCPeerConnection,
  { url, token }: Door,
  signal: AbortSignal,
): Promise<Session | NoSession> {
  const authorization: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {}
  try {
    await connection.setLocalDescription(await connection.createOffer())
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...authorization, 'Content-Type': 'application/sdp' },
      body: connection.localDescription?.sdp ?? '',
      signal,
    })
    if (response.status === 501) return 'no-picture-here'
    if (response.status !== 201) return 'refused'
    // Beside the door, whoever keeps it.
    const beside = (address: string) => new URL(address, new URL(url, location.href)).href
    const session = beside(response.headers.get('Location') ?? '')
    const layer = layerIn(response.headers.get('Link') ?? '')
    const tell = (address: string, request: RequestInit) => {
      fetch(address, { ...request, headers: { ...request.headers, ...authorization } }).catch(
        // Who says nothing more is missed by the hub soon.
        () => undefined,
      )
    }
    await connection.setRemoteDescription({ type: 'answer', sdp: await response.text() })
    return {
      connection,
      choose(encodingId) {
        const headers = { 'Content-Type': 'application/json' }
        if (layer) tell(beside(layer), { method: 'POST', headers, body: JSON.stringify({ encodingId }) })
      },
      leave: () => tell(session, { method: 'DELETE', keepalive: true }),
    }
  } catch {
    return 'line' // no answer, or one that is none
  }
}

function layerIn(links: string): string | undefined {
  return /<([^>]+)>;\s*rel="urn:ietf:params:whep:ext:core:layer"/.exec(links)?.[1]
}
