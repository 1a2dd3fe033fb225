import type { Context } from 'hono'
import type { Hub } from '../hub.ts'
import type { Media } from './media.ts'
import type { MediaToken } from './tokens.ts'

/** Who asks, by their token. @param late whether a token whose time is over will do */
export async function bearer(c: Context, hub: Hub, media: Media, late: boolean): Promise<MediaToken | Response> {
  const [scheme, jwt = ''] = (c.req.header('Authorization') ?? '').split(' ')
  const token = scheme?.toLowerCase() === 'bearer' ? await media.tokens.read(jwt, hub.now(), late) : undefined
  if (token) return token
  c.header('WWW-Authenticate', jwt ? 'Bearer error="invalid_token"' : 'Bearer')
  return c.json({ why: 'no-token' }, 401)
}
