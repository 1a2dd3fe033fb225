import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { LayerAsked } from '../../core/media/access.ts'
import { atMost } from '../http/at-most.ts'
import type { Hub } from '../hub.ts'
import { jsonOf, otherMethod, problem, typeOf } from './answers.ts'
import { bearer } from './bearer.ts'
import type { Media } from './media.ts'
import { type Fragment, longestFragment, readFragment } from './sdp/fragment.ts'
import type { Session } from './session.ts'

type Kind = 'whip' | 'whep'

/** Trickle ICE (RFC 8840, section 9). */
export const fragmentType = 'application/trickle-ice-sdpfrag'

const ofSession = { methods: ['GET', 'HEAD', 'PATCH', 'DELETE'], headers: { 'Accept-Patch': fragmentType } }
const ofLayer = { methods: ['POST'], headers: { 'Accept-Post': 'application/json' } }

/** What is asked of a session that stands: WHIP's and WHEP's session resource, and WHEP's choice of layers. */
export function sessionRoutes(hub: Hub, media: Media): Hono {
  const app = new Hono()
  for (const kind of ['whip', 'whep'] as const) {
    app.patch(`/:room/${kind}/:session`, atMost(longestFragment), (c) => takeFragment(c, hub, media, kind))
    app.delete(`/:room/${kind}/:session`, (c) => leave(c, hub, media, kind))
    app.all(`/:room/${kind}/:session`, (c) => beThere(c, hub, media, kind))
  }
  app.post('/:room/whep/:session/layer', atMost(1_000), (c) => chooseLayer(c, hub, media))
  app.all('/:room/whep/:session/layer', (c) => otherMethod(c, ofLayer))
  return app
}

/** The session that is asked about, if it is the asker's. */
async function ownSession(c: Context, hub: Hub, media: Media, kind: Kind): Promise<Session | Response> {
  const token = await bearer(c, hub, media, true)
  if (token instanceof Response) return token
  const session = media.session(c.req.param('session') ?? '')
  const { room, device, as } = session?.token ?? {}
  if (!session || room !== c.req.param('room') || (as === 'watch') !== (kind === 'whep'))
    return problem(c, 404, 'no-such-session')
  const isOwn = token.room === room && token.device === device && token.as === as
  return isOwn ? session : problem(c, 403, 'not-yours')
}

/** GET says nothing but that the session is there. */
async function beThere(c: Context, hub: Hub, media: Media, kind: Kind): Promise<Response> {
  const session = c.req.method === 'GET' || c.req.method === 'HEAD' ? await ownSession(c, hub, media, kind) : undefined
  return session instanceof Response ? session : otherMethod(c, ofSession)
}

/**
 * Trickle ICE (RFC 9725, 4.3). The hub answers who knocks, so what a client has found out about its own addresses is heard and
 * not needed. ICE restarts it cannot do: such a client is told to join anew, and its session goes on.
 */
async function takeFragment(c: Context, hub: Hub, media: Media, kind: Kind): Promise<Response> {
  const session = await ownSession(c, hub, media, kind)
  if (session instanceof Response) return session
  if (typeOf(c) !== fragmentType) {
    c.header('Accept-Patch', fragmentType)
    return problem(c, 415, 'no-fragment')
  }
  const match = c.req.header('If-Match')
  if (match === undefined) return problem(c, 428, 'say-if-match')
  if (!matches(match, session.etag)) return problem(c, 412, 'another-ice-session')
  const said = readFragment(await c.req.text())
  if (!said) return problem(c, 400, 'malformed')
  return isRestart(said, session) ? problem(c, 422, 'no-ice-restart') : c.body(null, 204)
}

/** RFC 9110, 13.1.1. The RFC's own example writes the asterisk in quotes. */
function matches(ifMatch: string, etag: string): boolean {
  const tags = ifMatch.split(',').map((tag) => tag.trim())
  return tags.some((tag) => tag === '*' || tag === '"*"' || tag === etag)
}

/** Other credentials are a restart, whatever `If-Match` says (RFC 9725, 4.3.3). */
function isRestart({ iceUfrag, icePwd }: Fragment, { offer }: Session): boolean {
  return (iceUfrag !== undefined && iceUfrag !== offer.iceUfrag) || (icePwd !== undefined && icePwd !== offer.icePwd)
}

async function leave(c: Context, hub: Hub, media: Media, kind: Kind): Promise<Response> {
  const session = await ownSession(c, hub, media, kind)
  if (session instanceof Response) return session
  session.close()
  return c.body(null, 200)
}

async function chooseLayer(c: Context, hub: Hub, media: Media): Promise<Response> {
  const session = await ownSession(c, hub, media, 'whep')
  if (session instanceof Response) return session
  if (typeOf(c) !== 'application/json') {
    c.header('Accept-Post', 'application/json')
    return problem(c, 415, 'no-json')
  }
  const asked = v.safeParse(LayerAsked, jsonOf(await c.req.text()))
  if (!asked.success) return problem(c, 400, 'no-such-layer')
  const { rid, encodingId } = asked.output
  const wait = session.choose(rid ?? encodingId ?? 'sharp')
  if (wait === 0) return c.body(null, 200)
  c.header('Retry-After', String(Math.ceil(wait / 1000)))
  return problem(c, 429, 'too-often')
}
