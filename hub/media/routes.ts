import { type Context, Hono } from 'hono'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly, type WithCaller } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import type { NotJoined } from './admission.ts'
import { otherMethod, problem, typeOf } from './answers.ts'
import { bearer } from './bearer.ts'
import { openToAll } from './cross-origin.ts'
import { giveAccess } from './give-access.ts'
import { hlsRoutes } from './hls/routes.ts'
import { iceLinks, iceServers } from './ice.ts'
import type { Joined, Media } from './media.ts'
import { mayBe } from './rights.ts'
import { longestOffer } from './sdp/offer.ts'
import { fragmentType, sessionRoutes } from './session-routes.ts'

const sdp = 'application/sdp'

/** WHEP's layer extension ("Video Layer Selection"). */
const layerExtension = 'urn:ietf:params:whep:ext:core:layer'

type Kind = 'whip' | 'whep'

const methods = ['GET', 'HEAD', 'POST']
/** By its type a player knows a WHEP endpoint before it has tried (draft-ietf-wish-whep, "URL Discoverability"). */
const endpoints = {
  whip: { methods, headers: { 'Accept-Post': sdp } },
  whep: { methods, headers: { 'Accept-Post': sdp, 'Content-Type': sdp } },
}

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
    app.all(`/:room/${kind}`, (c) => otherMethod(c, endpoints[kind]))
  }
  app.route('/', sessionRoutes(hub, media))
  app.route('/', hlsRoutes(hub, media, media.packagers))
  return app
}

async function join(c: Context, hub: Hub, media: Media, kind: Kind): Promise<Response> {
  const token = await bearer(c, hub, media, false)
  if (token instanceof Response) return token
  const room = c.req.param('room') ?? ''
  if (token.room !== room || (token.as === 'watch') !== (kind === 'whep')) return problem(c, 403, 'not-here')
  if (typeOf(c) !== sdp) {
    c.header('Accept-Post', sdp)
    return problem(c, 415, 'no-sdp')
  }
  // To a player of WHEP 406 is another offer: whatever it says that it accepts, it is answered.
  const accept = kind === 'whip' && c.req.header('Accept')
  if (accept && !/application\/(sdp|\*)|\*\/\*/i.test(accept)) return problem(c, 406, 'only-sdp')
  const rights = await media.rights.of(token.device, room)
  if (!rights) return problem(c, 404, 'no-such-room')
  // What was allowed when the token was made may have been taken back since: the floor goes round.
  if (!mayBe(token.as, rights)) return problem(c, 403, 'not-allowed')
  const joined = await media.join(token, await c.req.text())
  return 'session' in joined ? created(c, media, kind, room, joined) : notJoined(c, joined)
}

function notJoined(c: Context, { status, why, detail, retryAfter }: NotJoined): Response {
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  return problem(c, status, why, detail)
}

function created(c: Context, media: Media, kind: Kind, room: string, { session, answer }: Joined): Response {
  const url = `/api/live/${room}/${kind}/${session.id}`
  c.header('Location', url)
  c.header('ETag', session.etag)
  c.header('Accept-Patch', fragmentType)
  const links = iceLinks(iceServers(media.settings.turn, session.since))
  if (kind === 'whep') links.push(`<${url}/layer>; rel="${layerExtension}"`)
  for (const link of links) c.header('Link', link, { append: true })
  c.header('Content-Type', sdp)
  return c.body(answer, 201)
}
