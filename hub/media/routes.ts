import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { LayerAsked, type MediaAccess, MediaAsked } from '../../core/media/access.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly, type WithCaller } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { mayKeep } from '../recordings/may-keep.ts'
import type { NotJoined } from './admission.ts'
import { bearer } from './bearer.ts'
import { openToAll } from './cross-origin.ts'
import { hlsRoutes } from './hls/routes.ts'
import { iceLinks, iceServers } from './ice.ts'
import type { Joined, Media } from './media.ts'
import { outsideDoors } from './outside.ts'
import { type MediaRole, mayBe } from './rights.ts'
import { longestFragment, readFragment } from './sdp/fragment.ts'
import { longestOffer } from './sdp/offer.ts'
import type { Session } from './session.ts'
import { tokenLife } from './tokens.ts'

const sdp = 'application/sdp'
const fragment = 'application/trickle-ice-sdpfrag'

/** WHEP's layer extension (draft-murillo-whep, "Video Layer Selection"). */
const layerExtension = 'urn:ietf:params:whep:ext:core:layer'

type Kind = 'whip' | 'whep'

/**
 * Live picture: publishing by WHIP (RFC 9725), watching by WHEP (draft-ietf-wish-whep), and the tokens for both. Tokens stand in
 * headers and answers alone, never in an address.
 */
export function mediaRoutes(hub: Hub, media: Media): Hono<WithCaller> {
  const app = new Hono<WithCaller>()
  app.post('/:room/media', enrolledOnly(hub), atMost(1_000), (c) => giveAccess(c, hub, media))
  for (const kind of ['whip', 'whep'] as const) {
    app.use(`/:room/${kind}`, openToAll)
    app.use(`/:room/${kind}/*`, openToAll)
    app.post(`/:room/${kind}`, atMost(longestOffer), (c) => join(c, hub, media, kind))
    app.all(`/:room/${kind}`, (c) => otherMethod(c, 'POST, OPTIONS', { 'Accept-Post': sdp }))
    app.patch(`/:room/${kind}/:session`, atMost(longestFragment), (c) => takeFragment(c, hub, media, kind))
    app.delete(`/:room/${kind}/:session`, (c) => leave(c, hub, media, kind))
    app.all(`/:room/${kind}/:session`, (c) => otherMethod(c, 'PATCH, DELETE, OPTIONS', { 'Accept-Patch': fragment }))
  }
  app.post('/:room/whep/:session/layer', atMost(1_000), (c) => chooseLayer(c, hub, media))
  app.all('/:room/whep/:session/layer', (c) => otherMethod(c, 'POST, OPTIONS', { 'Accept-Post': 'application/json' }))
  app.route('/', hlsRoutes(hub, media, media.packagers))
  return app
}

function otherMethod(c: Context, allow: string, accepts: Record<string, string>): Response {
  c.header('Allow', allow)
  for (const [name, types] of Object.entries(accepts)) c.header(name, types)
  if (c.req.method === 'OPTIONS') return c.body(null, 204)
  return c.json({ why: 'no-such-method' }, 405)
}

async function giveAccess(c: Context<WithCaller>, hub: Hub, media: Media): Promise<Response> {
  const text = await c.req.text()
  const asked = v.safeParse(MediaAsked, text === '' ? {} : jsonOf(text))
  if (!asked.success) return c.json({ why: 'malformed' }, 400)
  const { device } = c.get('caller')
  const room = c.req.param('room') ?? ''
  const rights = await media.rights.of(device, room)
  if (!rights) return c.json({ why: 'no-such-room' }, 404)
  const door = async (as: MediaRole) => ({
    url: `/api/live/${room}/${as === 'watch' ? 'whep' : 'whip'}`,
    token: await media.tokens.sign({ room, device, as }, tokenLife[asked.output.for], hub.now()),
  })
  const { outside } = media.settings
  const own = async () => ({
    ...(rights.watch && { watch: await door('watch'), late: lateDoor(room, await door('watch')) }),
    ...(rights.publish.includes('host') && { host: await door('host') }),
    ...(rights.publish.includes('floor') && { floor: await door('floor') }),
  })
  const answer: MediaAccess = {
    ...(outside ? outsideDoors(outside, room, rights) : await own()),
    ...(rights.publish.includes('host') && (await mayKeep(hub, device, media.settings)) && { keeps: true }),
    iceServers: iceServers(media.settings.turn, hub.now()),
  }
  c.header('Cache-Control', 'no-store')
  return c.json(answer)
}

/** Who may watch may do so some seconds late, with the same token. */
function lateDoor(room: string, { token }: { token: string }) {
  return { url: `/api/live/${room}/hls/master.m3u8`, token }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function typeOf(c: Context): string {
  return (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

async function join(c: Context, hub: Hub, media: Media, kind: Kind): Promise<Response> {
  const token = await bearer(c, hub, media, false)
  if (token instanceof Response) return token
  const room = c.req.param('room') ?? ''
  if (token.room !== room || (token.as === 'watch') !== (kind === 'whep')) return c.json({ why: 'not-here' }, 403)
  if (typeOf(c) !== sdp) {
    c.header('Accept-Post', sdp)
    return c.json({ why: 'no-sdp' }, 415)
  }
  const accept = c.req.header('Accept')
  if (accept && !/application\/(sdp|\*)|\*\/\*/i.test(accept)) return c.json({ why: 'only-sdp' }, 406)
  const rights = await media.rights.of(token.device, room)
  if (!rights) return c.json({ why: 'no-such-room' }, 404)
  // What was allowed when the token was made may have been taken back since: the floor goes round.
  if (!mayBe(token.as, rights)) return c.json({ why: 'not-allowed' }, 403)
  const joined = await media.join(token, await c.req.text())
  return 'session' in joined ? created(c, media, kind, room, joined) : notJoined(c, joined)
}

function notJoined(c: Context, { status, why, fault, retryAfter }: NotJoined): Response {
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  return c.json({ why, ...(fault && { fault }) }, status)
}

function created(c: Context, media: Media, kind: Kind, room: string, { session, answer }: Joined): Response {
  const url = `/api/live/${room}/${kind}/${session.id}`
  c.header('Location', url)
  c.header('ETag', session.etag)
  c.header('Accept-Patch', fragment)
  const links = iceLinks(iceServers(media.settings.turn, session.since))
  if (kind === 'whep') links.push(`<${url}/layer>; rel="${layerExtension}"`)
  for (const link of links) c.header('Link', link, { append: true })
  c.header('Content-Type', sdp)
  return c.body(answer, 201)
}

/** The session that is asked about, if it is the asker's. */
async function ownSession(c: Context, hub: Hub, media: Media, kind: Kind): Promise<Session | Response> {
  const token = await bearer(c, hub, media, true)
  if (token instanceof Response) return token
  const session = media.session(c.req.param('session') ?? '')
  const { room, device, as } = session?.token ?? {}
  if (!session || room !== c.req.param('room') || (as === 'watch') !== (kind === 'whep'))
    return c.json({ why: 'no-such-session' }, 404)
  const isOwn = token.room === room && token.device === device && token.as === as
  return isOwn ? session : c.json({ why: 'not-yours' }, 403)
}

/**
 * Trickle ICE (RFC 9725, 4.3). The hub answers who knocks, so what a client has found out about its own addresses is heard and
 * not needed. ICE restarts it cannot do: such a client is told to join anew.
 */
async function takeFragment(c: Context, hub: Hub, media: Media, kind: Kind): Promise<Response> {
  const session = await ownSession(c, hub, media, kind)
  if (session instanceof Response) return session
  if (typeOf(c) !== fragment) {
    c.header('Accept-Patch', fragment)
    return c.json({ why: 'no-fragment' }, 415)
  }
  const match = c.req.header('If-Match')
  if (match === undefined) return c.json({ why: 'say-if-match' }, 428)
  if (match !== '*' && match !== session.etag) return c.json({ why: 'another-ice-session' }, 412)
  const said = readFragment(await c.req.text())
  if (!said) return c.json({ why: 'malformed' }, 400)
  const isRestart =
    match === '*' ||
    (said.iceUfrag !== undefined && said.iceUfrag !== session.offer.iceUfrag) ||
    (said.icePwd !== undefined && said.icePwd !== session.offer.icePwd)
  if (isRestart) return c.json({ why: 'no-ice-restart' }, 422)
  return c.body(null, 204)
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
  if (typeOf(c) !== 'application/json') return c.json({ why: 'no-json' }, 415)
  const asked = v.safeParse(LayerAsked, jsonOf(await c.req.text()))
  if (!asked.success) return c.json({ why: 'no-such-layer' }, 400)
  session.choose(asked.output.encodingId)
  return c.body(null, 200)
}
