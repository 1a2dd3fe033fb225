import type { MediaAccess } from '../../core/media/access.ts'
import type { NoSession } from './doors.ts'

type Door = NonNullable<MediaAccess['watch']>

const sdpType = 'application/sdp'
const fragmentType = 'application/trickle-ice-sdpfrag'

/** A WHIP or WHEP session: what is sent in it is the connection's, and it ends by HTTP. */
export interface Session {
  connection: RTCPeerConnection
  /** WHEP's layer extension: which picture is wanted. */
  choose(picture: 'sharp' | 'small'): void
  /** Asks whether the server has let this side go, or is another by now; where it says nothing, it has not. */
  isGone(): Promise<boolean>
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

/**
 * Joins with what the connection offers, or with what the server offers instead; the server's description has its addresses, and it
 * needs none of this side's.
 */
export async function join(
  connection: RTCPeerConnection,
  { url, token }: Door,
  signal: AbortSignal,
): Promise<Session | NoSession> {
  const authorization: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {}
  try {
    await connection.setLocalDescription(await connection.createOffer())
    const ask = (address: string, method: 'POST' | 'PATCH') =>
      fetch(address, {
        method,
        headers: { ...authorization, 'Content-Type': sdpType },
        body: connection.localDescription?.sdp ?? '',
        signal,
      })
    const response = await ask(url, 'POST')
    if (response.status === 501) return 'no-picture-here'
    const isCounterOffer = response.status === 406 && (response.headers.get('Content-Type') ?? '').startsWith(sdpType)
    if (response.status !== 201 && !isCounterOffer) return 'refused'
    // Beside whoever answered, be it that another was asked first.
    const beside = (address: string) => new URL(address, response.url).href
    const session = beside(response.headers.get('Location') ?? '')
    const layer = layerIn(response.headers.get('Link') ?? '')
    const tell = (address: string, request: RequestInit) => {
      fetch(address, { ...request, headers: { ...request.headers, ...authorization } }).catch(
        // Who says nothing more is missed by the hub soon.
        () => undefined,
      )
    }
    const sdp = await response.text()
    if (!(await agreed(connection, isCounterOffer ? 'offer' : 'answer', sdp))) return 'refused'
    if (isCounterOffer && !(await ask(session, 'PATCH')).ok) return 'refused'
    return {
      connection,
      choose(encodingId) {
        const headers = { 'Content-Type': 'application/json' }
        if (layer) tell(beside(layer), { method: 'POST', headers, body: JSON.stringify({ encodingId }) })
      },
      async isGone() {
        const etag = response.headers.get('ETag')
        // There is nothing to tell: it is answered all the same.
        const asked = await fetch(session, {
          method: 'PATCH',
          headers: { ...authorization, 'Content-Type': fragmentType, ...(etag && { 'If-Match': etag }) },
          body: 'a=end-of-candidates\r\n',
          signal,
        }).catch(() => undefined)
        return asked?.status === 404 || asked?.status === 410
      },
      leave: () => tell(session, { method: 'DELETE', keepalive: true }),
    }
  } catch {
    return 'line' // no answer, or one that is none
  }
}

/** @returns whether this browser can take what the server describes */
async function agreed(connection: RTCPeerConnection, type: 'offer' | 'answer', sdp: string): Promise<boolean> {
  try {
    if (type === 'offer') await connection.setLocalDescription({ type: 'rollback' })
    await connection.setRemoteDescription({ type, sdp })
    if (type === 'offer') await connection.setLocalDescription(await connection.createAnswer())
    return true
  } catch (error) {
    console.info('joining:', error)
    return false
  }
}

function layerIn(links: string): string | undefined {
  return /<([^>]+)>;\s*rel="urn:ietf:params:whep:ext:core:layer"/.exec(links)?.[1]
}
