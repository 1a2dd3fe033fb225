import { createHmac } from 'node:crypto'

/** A server through which whoever cannot reach the hub's port may come: coturn, or anything that takes its REST credentials. */
export interface TurnServer {
  /** `turn:HOST:PORT?transport=tcp`, several with commas between them. */
  urls: readonly string[]
  /** coturn's `static-auth-secret`. */
  secret: string
}

/** As browsers take it (RTCIceServer). */
export interface IceServer {
  urls: string[]
  username: string
  credential: string
}

/** Credentials of a TURN server are good for so long, ms: a long lesson and its rehearsal. */
const life = 6 * 3_600_000

/**
 * Credentials that are good for a while (draft-uberti-behave-turn-rest): the name is when they end, the password its tag. The
 * name says nothing of who has them.
 */
export function iceServers(turn: TurnServer | undefined, now: number): IceServer[] {
  if (!turn || turn.urls.length === 0) return []
  const username = `${Math.floor((now + life) / 1000)}:tongke`
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64')
  return [{ urls: [...turn.urls], username, credential }]
}

/** The same as `Link` headers (RFC 9725, 4.6). */
export function iceLinks(servers: readonly IceServer[]): string[] {
  return servers.flatMap(({ urls, username, credential }) =>
    urls.map(
      (url) =>
        `<${url}>; rel="ice-server"; username="${username}"; credential="${credential}"; credential-type="password"`,
    ),
  )
}
