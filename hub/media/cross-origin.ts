import type { MiddlewareHandler } from 'hono'

/**
 * Players and encoders of other origins may ask (Fetch, CORS): whoever does needs a token, which no browser sends by itself.
 * A preflight is asked without one.
 */
export const openToAll: MiddlewareHandler = async (c, next) => {
  c.header('Access-Control-Allow-Origin', '*')
  c.header(
    'Access-Control-Expose-Headers',
    'Location, ETag, Link, Accept-Patch, Accept-Post, Retry-After, WWW-Authenticate',
  )
  if (c.req.method === 'OPTIONS') {
    c.header('Access-Control-Allow-Methods', 'GET, HEAD, POST, PATCH, DELETE, OPTIONS')
    c.header('Access-Control-Allow-Headers', 'Authorization, Content-Type, If-Match')
    c.header('Access-Control-Max-Age', '86400')
  }
  await next()
}
