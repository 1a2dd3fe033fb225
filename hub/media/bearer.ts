import type { Context } from 'hono'
import type { Hub } from '../hub.ts'
import { problem } from './answers.ts'
import type { Media } from './media.ts'
import type { MediaToken } from './tokens.ts'

/** Who asks, by their token; who does so too often is told to wait. @param late whether a token whose time is over will do */
export async function bearer(c: Context, hub: Hub, media: Media, late: boolean): Promise<MediaToken | Response> {
  const [scheme, jwt = ''] = (c.req.header('Authorization') ?? '').split(' ')
  const token = scheme?.toLowerCase() === 'bearer' ? await media.tokens.read(jwt, hub.now(), late) : undefined
  if (token) {
    const wait = hub.pace.wait(token.device, hub.now())
    if (wait === 0) return token
    c.header('Retry-After', String(Math.ceil(wait / 1000)))
    return problem(c, 429, 'too-often')
  }
  c.header('WWW-Authenticate', jwt ? 'Bearer error="invalid_token"' : 'Bearer')
  return problem(c, 401, 'no-token')
}
